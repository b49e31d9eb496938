import { holdClients, type Order } from './feed-clients.ts';

const handle = holdClients((report) => process.send?.(report));
process.on('message', (order: Order) => void handle(order));
process.on('disconnect', () => process.exit());
