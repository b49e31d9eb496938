import type { ApiDescription } from '@foedera/http';
import { VERSION } from './version.ts';

/** What the OpenAPI document of the whole says about itself. */
export const DESCRIPTION: ApiDescription = {
  title: 'Foedera',
  version: VERSION,
  description:
    'What held between states on a day, as it was known on another, and every change since. Reading is open; deciding and subscribing need an API key.',
  tags: [
    { name: 'relations', description: 'Relations between states: state, timeline, history.' },
    { name: 'entries', description: 'Happenings, with the claims and quotes that they rest on.' },
    { name: 'claims', description: 'What sources state, one by one.' },
    { name: 'sources', description: 'Sources, documents, and finding them by words.' },
    { name: 'curation', description: 'What people decide about claims.' },
    { name: 'ledger', description: 'Evidence that nobody edited the log.' },
    { name: 'changes', description: 'Every difference between two successive states, in order.' },
    { name: 'webhooks', description: 'Changes sent to an address.' },
  ],
};
