// Written by paths.test.ts from openapi.json.
export interface paths {
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes after a cursor, as a page or as a stream
         * @description Every difference between two successive states of the timeline, in order. `after` is exclusive. A page always carries `next` and `more`. With `Accept: text/event-stream` the same changes as server-sent events; `Last-Event-ID` beats `after`.
         */
        get: operations["changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change */
        get: operations["change"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What differs between the present rules and those before
         * @description After a change of rules, cursors of the earlier ones are answered with 410. A client that has followed them applies these differences and goes on after the cursor that the 410 names: it then has what the present rules make of the log.
         */
        get: operations["epochDifference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims as they stood, in order of occurrence */
        get: operations["listClaims"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A claim as it stood, also one that was retracted, with what was done to it and why */
        get: operations["getClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put another statement in the place of a claim */
        post: operations["correctClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/claims/{id}/retract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a claim back */
        post: operations["retractClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Digest of the whole timeline as it stands
         * @description Reads everything. Equal to the digest of folding the changes feed, and to that of a rebuild.
         */
        get: operations["digest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents without their texts */
        get: operations["listDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document with its text and where claims quote it */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An entry with its claims, documents and history
         * @description The id of an entry that merged into another, or of any claim, redirects to the entry that holds it.
         */
        get: operations["getEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done to the claims of an entry and decided about them, newest record first */
        get: operations["getEntryHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/histogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of entries by date and by facets, within a time limit */
        get: operations["histogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/head": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Running hash over the log: evidence that nobody edited it
         * @description `foedera verify --head SEQ:HASH` recomputes it and names the first difference.
         */
        get: operations["ledgerHead"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Relations that have an entry as asked */
        get: operations["listRelations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of a relation on a day, as known */
        get: operations["getRelation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was added, moved, corrected and retracted between two known points
         * @description The two points differ in the reported time, the recorded time or both. What is left out of the later point is now; what is left out of the earlier one is as at the later one.
         */
        get: operations["diffRelation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that claims are of one happening */
        post: operations["linkClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/prefer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose the claim whose value is shown */
        post: operations["preferClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave it to the rules again whether claims are of one happening */
        post: operations["releaseClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A relation step by step along one time, with the state after each step
         * @description Each line is a frame. The state of a frame is that of the relation with `on`, `asReported` or `asRecorded` set to its `at`.
         */
        get: operations["replayRelation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/separate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that claims are of different happenings */
        post: operations["separateClaims"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/relations/{relation}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of a relation in order of occurrence */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Claims and documents by the words of their quotes and titles
         * @description All words must be found, in any order, whatever their accents; words in double quotes stand together; `word*` is a beginning. Newest record first.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sources and how many of their claims stand */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subscriptions of this key */
        get: operations["webhooks"];
        put?: never;
        /** Subscribe an address to changes */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subscription */
        get: operations["webhook"];
        put?: never;
        post?: never;
        /** End a subscription */
        delete: operations["removeWebhook"];
        options?: never;
        head?: never;
        /** Change, pause or go on with a subscription */
        patch: operations["changeWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of a subscription, oldest first */
        get: operations["deliveries"];
        put?: never;
        post?: never;
        /** Forget all parked messages */
        delete: operations["dropDeliveries"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{change}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a parked message */
        delete: operations["dropDelivery"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{change}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a parked message again */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send all parked messages again */
        post: operations["replayDeliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rotate the secret of a subscription */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What was done to a claim, or decided about claims, and why. */
        Act: {
            act: string;
            basis?: string | null;
            by: string | null;
            /** @description 32 hexadecimal characters. */
            claim?: string;
            claims?: string[];
            reason: string | null;
            recorded: string | null;
            reported?: string | null;
            /** Format: date-time */
            reportedFrom?: string;
            seq: number;
            statement?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description One difference between two successive states of the timeline. */
        Change: {
            /** @description What stands: an entry, for a split several, a part of the state, or nothing. */
            after: components["schemas"]["ChangedEntry"] | components["schemas"]["ChangedEntry"][] | components["schemas"]["StatePart"] | null;
            /** @description What stood: an entry, for a merge several, a part of the state, or nothing. */
            before: components["schemas"]["ChangedEntry"] | components["schemas"]["ChangedEntry"][] | components["schemas"]["StatePart"] | null;
            cause: {
                by: string | null;
                claim: string | null;
                event: string;
                reason: string | null;
                type: string;
            }[];
            /** @enum {string} */
            change: "entry-added" | "entry-corroborated" | "entry-refined" | "entry-corrected" | "entry-retracted" | "entries-merged" | "entries-split" | "entry-status" | "contradiction-opened" | "contradiction-closed" | "level-changed" | "relations-changed" | "mission-changed" | "figure-updated" | "instrument-status" | "target-met";
            confidence: number;
            entries?: string[];
            entry: string;
            headline: {
                en: string;
                fr: string;
                vi: string;
            };
            /** @description `epoch-seq-index`: also the cursor to go on after it. */
            id: string;
            /** @enum {string} */
            importance: "low" | "normal" | "high";
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** @description EDTF. */
            occurred: string | null;
            /** @description The change before it under the same filter. */
            prev: string | null;
            recorded: string;
            relation: string;
            relations: string[];
            reported: string;
            seq: number;
        };
        /** @description An entry as the timeline shows it, with headlines in every language and what it rests on. */
        ChangedEntry: {
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            category: "political" | "mission" | "exchange" | "agreement" | "economy" | "people";
            /** @description Claims it rests on, by reported time, then id. */
            claimIds: string[];
            claims: number;
            confidence: number;
            contradictions: components["schemas"]["Contradiction"][];
            /** @description YYYY-MM-DD; null where that side is open. */
            earliest: string | null;
            /** @description True when every day between the bounds is meant. */
            extent: boolean;
            /** Format: date-time */
            firstReported: string;
            headline: {
                en: string;
                fr: string;
                vi: string;
            };
            /** @description 32 hexadecimal characters. */
            id: string;
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** Format: date-time */
            lastReported: string;
            /** @description YYYY-MM-DD; null where that side is open. */
            latest: string | null;
            maybeSameAs: string[];
            /** @description EDTF. */
            occurred: string | null;
            occurredBasis: string | null;
            parties: string[];
            relation: string;
            /** @description Relations in whose timelines it stands. */
            relations: string[];
            seq: number;
            shown: {
                claim: string | null;
                policy: string;
            };
            /** @description Sources in the same order, each once. */
            sourceIds: string[];
            sources: number;
            status: ("planned" | "ongoing" | "completed" | "postponed" | "cancelled") | null;
            via: string[];
        };
        ChangePage: {
            changes: components["schemas"]["Change"][];
            epoch: string;
            /** @description Digest of the filter. */
            filter: string;
            /** @description Head of the running hash over the log, where one is followed. */
            ledger: {
                hash: string;
                seq: number;
            } | null;
            more: boolean;
            /** @description Cursor to go on after this page, also when it is empty. */
            next: string;
            /** @description Last event whose changes are here. */
            seq: number;
        };
        /** @description One dated fact as one source states it, as it stood. */
        Claim: {
            /** @enum {string} */
            act: "stated" | "corrected";
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            category: "political" | "mission" | "exchange" | "agreement" | "economy" | "people";
            confidence: number;
            correction: {
                /** @enum {string} */
                basis: "source" | "ledger";
                by: string | null;
                reason: string;
            } | null;
            document: string | null;
            /** @description YYYY-MM-DD; null where that side is open. */
            earliest: string | null;
            evidence: {
                [key: string]: unknown;
            } | null;
            extractor: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            firstReported: string;
            /** @description 32 hexadecimal characters. */
            id: string;
            key: string | null;
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** @description YYYY-MM-DD; null where that side is open. */
            latest: string | null;
            occurred: string | null;
            occurredBasis: string | null;
            parties: string[];
            quote: string | null;
            recorded: string | null;
            reported: string | null;
            reportedBasis: string | null;
            /** Format: date-time */
            reportedFrom: string;
            reportedTo: string | null;
            retracted?: components["schemas"]["Act"];
            seq: number;
            source: components["schemas"]["SourceReference"];
            status: ("planned" | "ongoing" | "completed" | "postponed" | "cancelled") | null;
            via: string[];
        };
        /** @description A claim as it stood, or before it was retracted, with what was done to it. */
        ClaimPage: {
            /** @enum {string} */
            act: "stated" | "corrected";
            asOf: {
                epoch: string;
                seq: number;
            };
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            category: "political" | "mission" | "exchange" | "agreement" | "economy" | "people";
            confidence: number;
            correction: {
                /** @enum {string} */
                basis: "source" | "ledger";
                by: string | null;
                reason: string;
            } | null;
            document: string | null;
            /** @description YYYY-MM-DD; null where that side is open. */
            earliest: string | null;
            /** @description Entry that holds it; null where it does not stand. */
            entry: string | null;
            evidence: {
                [key: string]: unknown;
            } | null;
            extractor: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            firstReported: string;
            /** @description What was done to it and decided about it, newest record first. */
            history: components["schemas"]["Act"][];
            historyMore: boolean;
            /** @description 32 hexadecimal characters. */
            id: string;
            key: string | null;
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** @description YYYY-MM-DD; null where that side is open. */
            latest: string | null;
            occurred: string | null;
            occurredBasis: string | null;
            parties: string[];
            quote: string | null;
            recorded: string | null;
            /** @description Relation whose revision a decision about it names. */
            relation: string;
            reported: string | null;
            reportedBasis: string | null;
            /** Format: date-time */
            reportedFrom: string;
            reportedTo: string | null;
            retracted?: components["schemas"]["Act"];
            /** @description What `If-Match` names; null before the first decision. */
            revision: number | null;
            seq: number;
            source: components["schemas"]["SourceReference"];
            status: ("planned" | "ongoing" | "completed" | "postponed" | "cancelled") | null;
            via: string[];
        };
        Claims: {
            claims: components["schemas"]["Claim"][];
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            seq: number;
        };
        /** @description Values that claims of one entry state differently. */
        Contradiction: {
            about: string;
            values: {
                claims: string[];
                sources: string[];
                value: unknown;
            }[];
        };
        Decided: {
            /** @description True when the same decision was sent before. */
            alreadyThere: boolean;
            epoch: string;
            event: string;
            relation: string;
            /** @description Revision of the relation now: what the next `If-Match` names. */
            revision: number;
            /** @description What `minSeq` may name to see the decision on a replica. */
            seq: number;
        };
        Delivery: {
            attempts: number;
            change: string;
            created: string;
            due: string | null;
            failure: string | null;
            finished: string | null;
            position: number;
            /** @enum {string} */
            state: "pending" | "delivered" | "parked";
            status: number | null;
        };
        Diff: {
            added: components["schemas"]["Difference"][];
            corrected: components["schemas"]["Difference"][];
            /** @description The same, with more sources. */
            corroborated: components["schemas"]["Difference"][];
            epoch: string;
            from: {
                reported: string | null;
                seq: number;
            };
            /** @description Now part of the entry in `into`. */
            merged: components["schemas"]["Difference"][];
            /** @description Dated otherwise. */
            moved: components["schemas"]["Difference"][];
            relation: string;
            retracted: components["schemas"]["Difference"][];
            seq: number;
            to: {
                reported: string | null;
                seq: number;
            };
        };
        /** @description An entry at the two points; null where it is not there. */
        Difference: {
            /** @description What was done to its claims in between besides stating them, at most the last twenty acts. */
            acts: components["schemas"]["Act"][];
            after: components["schemas"]["Entry"] | null;
            before: components["schemas"]["Entry"] | null;
            changes?: string[];
            id: string;
            into?: string;
        };
        DifferencePage: {
            differences: components["schemas"]["RulesDifference"][];
            from: string;
            more: boolean;
            next: string;
            /** @description Event up to which the two are compared. */
            seq: number;
            to: string;
        };
        Digest: {
            /** @description SHA-256 over what stands, in order of id. */
            digest: string;
            entries: number;
            epoch: string;
            seq: number;
        };
        Document: {
            asOf: {
                epoch: string;
                seq: number;
            };
            id: string;
            language?: string;
            mediaType: string;
            published: string | null;
            publishedBasis: string;
            quotes: {
                claim: string;
                /** @description Exclusive. */
                end: number;
                entry: string | null;
                kind: string;
                more?: {
                    end: number;
                    quote: string;
                    start: number;
                }[];
                occurred: string | null;
                quote: string;
                section: string;
                /** @description Inclusive, in UTF-16 units of the raw text. */
                start: number;
                zone: string;
            }[];
            reason?: string | null;
            seq: number;
            source: components["schemas"]["SourceReference"];
            /** @description Raw text; null when withdrawn. */
            text: string | null;
            withdrawn: boolean;
        };
        Documents: {
            documents: {
                id: string;
                language?: string;
                mediaType: string;
                published: string | null;
                publishedBasis: string;
                reason?: string | null;
                seq: number;
                source: components["schemas"]["SourceReference"];
                withdrawn: boolean;
            }[];
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            seq: number;
        };
        /** @description One happening as the timeline shows it. */
        Entry: {
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            category: "political" | "mission" | "exchange" | "agreement" | "economy" | "people";
            claims: number;
            confidence: number;
            contradictions: components["schemas"]["Contradiction"][];
            /** @description YYYY-MM-DD; null where that side is open. */
            earliest: string | null;
            /** @description True when every day between the bounds is meant. */
            extent: boolean;
            /** Format: date-time */
            firstReported: string;
            headline: string;
            /** @description 32 hexadecimal characters. */
            id: string;
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** Format: date-time */
            lastReported: string;
            /** @description YYYY-MM-DD; null where that side is open. */
            latest: string | null;
            maybeSameAs: string[];
            /** @enum {string} */
            membership: "exact" | "via" | "wider" | "continued";
            /** @description EDTF. */
            occurred: string | null;
            occurredBasis: string | null;
            /**
             * @description Whether a stated target was reached.
             * @enum {string}
             */
            outcome?: "met" | "missed" | "open";
            /** @description Entry of the figure that reached the target. */
            outcomeBy?: string | null;
            parties: string[];
            relation: string;
            seq: number;
            shown: {
                claim: string | null;
                policy: string;
            };
            sources: number;
            status: ("planned" | "ongoing" | "completed" | "postponed" | "cancelled") | null;
            /** @description Planned, and its last day has passed without a report. */
            unconfirmedSince?: string;
            via: string[];
        };
        EntryHistory: {
            epoch: string;
            history: components["schemas"]["Act"][];
            more: boolean;
            seq: number;
        };
        /** @description An entry with its claims, their documents and its history. */
        EntryPage: {
            asOf: {
                epoch: string;
                seq: number;
            };
            attributes: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            category: "political" | "mission" | "exchange" | "agreement" | "economy" | "people";
            claims: components["schemas"]["Claim"][];
            confidence: number;
            contradictions: components["schemas"]["Contradiction"][];
            documents: {
                [key: string]: unknown;
            }[];
            /** @description YYYY-MM-DD; null where that side is open. */
            earliest: string | null;
            /** @description True when every day between the bounds is meant. */
            extent: boolean;
            /** Format: date-time */
            firstReported: string;
            headline: string;
            history: components["schemas"]["Act"][];
            historyMore: boolean;
            /** @description 32 hexadecimal characters. */
            id: string;
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** Format: date-time */
            lastReported: string;
            /** @description YYYY-MM-DD; null where that side is open. */
            latest: string | null;
            maybeSameAs: string[];
            /** @description EDTF. */
            occurred: string | null;
            occurredBasis: string | null;
            /**
             * @description Whether a stated target was reached.
             * @enum {string}
             */
            outcome?: "met" | "missed" | "open";
            /** @description Entry of the figure that reached the target. */
            outcomeBy?: string | null;
            parties: string[];
            relation: string;
            relations: {
                membership: string;
                relation: string;
            }[];
            seq: number;
            shown: {
                claim: string | null;
                policy: string;
            };
            sources: number;
            status: ("planned" | "ongoing" | "completed" | "postponed" | "cancelled") | null;
            /** @description Planned, and its last day has passed without a report. */
            unconfirmedSince?: string;
            via: string[];
        };
        Frame: {
            /** @description Day, instant or `seq` of the step. */
            at: (string | number) | null;
            /** @enum {string} */
            axis: "occurred" | "reported" | "recorded";
            claims: string[];
            date: string | null;
            /** @description Entries that came or changed. */
            entries: components["schemas"]["Entry"][];
            /** @description Ids of entries that went. */
            left: string[];
            state: components["schemas"]["RelationState"];
        };
        Histogram: {
            /** @enum {string} */
            by: "decade" | "year" | "month" | "day";
            /** @description False when the time limit was hit before every entry was counted. */
            complete: boolean;
            epoch: string;
            facets: {
                [key: string]: {
                    count: number;
                    value: string;
                }[];
            };
            histogram: {
                bucket: string;
                count: number;
            }[];
            seq: number;
            /** @description Entries whose date does not fit one bucket. */
            spanning: number;
            timeLimitMs: number;
            total: number;
            undated: number;
        };
        /** @description Running hash over every event up to `seq`. */
        LedgerHead: {
            hash: string;
            recorded: string | null;
            seq: number;
        };
        NewWebhook: {
            created: string;
            cursor: string;
            deliveries: {
                delivered: number;
                parked: number;
                pending: number;
            };
            description: string;
            filter: {
                change?: string[];
                importance?: string;
                kind?: string[];
                minConfidence?: number;
                party?: string[];
                relation?: string[];
            };
            id: string;
            reason: string | null;
            secret: string;
            /** @description How many secrets sign. */
            secrets: number;
            /** @enum {string} */
            state: "active" | "paused" | "disabled";
            updated: string;
            url: string;
        };
        /** @description A problem document (RFC 9457) with a stable code. */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                detail: string;
                in: string;
                pointer: string;
            }[];
            status: number;
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        Relation: {
            epoch: string;
            id: string;
            names: string[];
            parties: string[];
            /** @description What `If-Match` names when deciding about the relation. */
            revision: number | null;
            seq: number;
            state: components["schemas"]["RelationState"];
            unions: {
                of: {
                    [key: string]: string[];
                };
                shared: string[];
            };
        };
        RelationRow: {
            entries: number | null;
            /** @description YYYY-MM-DD; null where that side is open. */
            first: string | null;
            id: string;
            /** @description YYYY-MM-DD; null where that side is open. */
            last: string | null;
            names: string[];
            parties: string[];
            state: {
                level: {
                    [key: string]: unknown;
                } | null;
                relations: {
                    [key: string]: unknown;
                };
            };
        };
        Relations: {
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            relations: components["schemas"]["RelationRow"][];
            seq: number;
        };
        /** @description What the entries of a relation add up to on a day. */
        RelationState: {
            ambassadors: {
                [key: string]: unknown;
            }[];
            figures: {
                [key: string]: unknown;
            }[];
            flags: {
                [key: string]: unknown;
            }[];
            instruments: {
                [key: string]: unknown;
            }[];
            level: ({
                history: {
                    [key: string]: unknown;
                }[];
                label: string;
                level: string;
                rung: number | null;
                since: string | null;
                wording: string | null;
            } & {
                [key: string]: unknown;
            }) | null;
            mechanisms: {
                [key: string]: unknown;
            }[];
            missions: {
                [key: string]: unknown;
            }[];
            planned: {
                [key: string]: unknown;
            }[];
            relations: {
                [key: string]: unknown;
            };
            targets: {
                [key: string]: unknown;
            }[];
        };
        RulesDifference: {
            /** @description What stands: an entry, for a split several, a part of the state, or nothing. */
            after: components["schemas"]["ChangedEntry"] | components["schemas"]["ChangedEntry"][] | components["schemas"]["StatePart"] | null;
            /** @description What stood: an entry, for a merge several, a part of the state, or nothing. */
            before: components["schemas"]["ChangedEntry"] | components["schemas"]["ChangedEntry"][] | components["schemas"]["StatePart"] | null;
            /** @enum {string} */
            change: "entry-added" | "entry-corroborated" | "entry-refined" | "entry-corrected" | "entry-retracted" | "entries-merged" | "entries-split" | "entry-status" | "contradiction-opened" | "contradiction-closed" | "level-changed" | "relations-changed" | "mission-changed" | "figure-updated" | "instrument-status" | "target-met";
            confidence: number;
            entries?: string[];
            entry: string;
            headline: {
                en: string;
                fr: string;
                vi: string;
            };
            /** @description `epoch-seq-index`: also the cursor to go on after it. */
            id: string;
            /** @enum {string} */
            importance: "low" | "normal" | "high";
            /** @enum {string} */
            kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
            /** @description EDTF. */
            occurred: string | null;
            relation: string;
            relations: string[];
        };
        SearchResults: {
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            search: ({
                id: string | null;
                /** @enum {string} */
                type: "claim" | "document";
            } & {
                [key: string]: unknown;
            })[];
            seq: number;
        };
        SourceReference: {
            id: string;
            published?: string;
            publisher?: string;
            release?: string;
            title?: string;
            url?: string;
        };
        Sources: {
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            seq: number;
            sources: {
                /** @description Claims that stand at the head. */
                claims: number;
                documents: number;
                /** Format: date-time */
                firstReported: string | null;
                id: string;
                /** Format: date-time */
                lastReported: string | null;
                publisher: string | null;
                title: string | null;
                url: string | null;
            }[];
        };
        /** @description A part of the relation's state, as in the state that the timeline gives. */
        StatePart: {
            [key: string]: unknown;
        };
        Timeline: {
            epoch: string;
            more: boolean;
            /** @description Cursor of the next page. */
            next: string | null;
            seq: number;
            timeline: components["schemas"]["Entry"][];
        };
        Webhook: {
            created: string;
            cursor: string;
            deliveries: {
                delivered: number;
                parked: number;
                pending: number;
            };
            description: string;
            filter: {
                change?: string[];
                importance?: string;
                kind?: string[];
                minConfidence?: number;
                party?: string[];
                relation?: string[];
            };
            id: string;
            reason: string | null;
            /** @description How many secrets sign. */
            secrets: number;
            /** @enum {string} */
            state: "active" | "paused" | "disabled";
            updated: string;
            url: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    changes: {
        parameters: {
            query?: {
                /** @description Cursor, exclusive: the id of a change, the `next` of a page, `0` for the beginning, `now` for the head. */
                after?: string;
                /** @description For Atom and JSON Feed: the archive, as the feed links to it; the head when absent. */
                archive?: string;
                /** @description Replays what a subscriber would have been told up to this reported time: a date (its end, UTC) or an RFC 3339 time. Finite, with cursors of its own. */
                asReported?: string;
                /** @description Kinds of change. One or more of: entry-added, entry-corroborated, entry-refined, entry-corrected, entry-retracted, entries-merged, entries-split, entry-status, contradiction-opened, contradiction-closed, level-changed, relations-changed, mission-changed, figure-updated, instrument-status, target-met. */
                change?: string | string[];
                /** @description For pages and streams: `cloudevents` puts each change in a CloudEvents 1.0 envelope. */
                envelope?: "none" | "cloudevents";
                /** @description Digest of the filter that the cursor comes from: resuming under another filter is refused. */
                filter?: string;
                /** @description Least importance: this level and those above. */
                importance?: "low" | "normal" | "high";
                /** @description Kinds of fact. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description For Atom and JSON Feed: language of titles. */
                lang?: "en" | "fr" | "vi";
                /** @description Rows of a page, 1 to 1000; 100 when absent. */
                limit?: number;
                /** @description Least confidence of the entry that a change is about, 0 to 1. */
                minConfidence?: number;
                /** @description States or unions: changes that concern one of them. */
                party?: string | string[];
                /** @description Relations, such as BY-VN: changes that concern one of them. */
                relation?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, or a stream that goes on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                    "application/feed+json": string;
                    "application/json": components["schemas"]["ChangePage"];
                    "text/event-stream": string;
                };
            };
            /** @description The stream of a replay whose last change the client has. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An unknown filter, or a cursor that is malformed, unknown or of the future. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The cursor is of other rules; the document says how to go on. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This replica has not come to the cursor yet. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change, with the one before it of all. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            /** @description Not the id of a change. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no change before the first. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The id is of other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    epochDifference: {
        parameters: {
            query: {
                /** @description Cursor, exclusive: the id of a difference, the `next` of a page, `0` for the beginning. */
                after?: string;
                /** @description Kinds of change. One or more of: entry-added, entry-corroborated, entry-refined, entry-corrected, entry-retracted, entries-merged, entries-split, entry-status, contradiction-opened, contradiction-closed, level-changed, relations-changed, mission-changed, figure-updated, instrument-status, target-met. */
                change?: string | string[];
                /** @description Cursor of the earlier rules, or their epoch alone for everything that they said. */
                from: string;
                /** @description Least importance: this level and those above. */
                importance?: "low" | "normal" | "high";
                /** @description Kinds of fact. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Rows of a page, 1 to 1000; 100 when absent. */
                limit?: number;
                /** @description Least confidence of the entry that a change is about, 0 to 1. */
                minConfidence?: number;
                /** @description States or unions: changes that concern one of them. */
                party?: string | string[];
                /** @description Relations, such as BY-VN: changes that concern one of them. */
                relation?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Differences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DifferencePage"];
                };
            };
            /** @description An unknown filter or cursor. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No read model of these rules is kept. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present rules have not come to the same event yet. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClaims: {
        parameters: {
            query?: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Categories of kinds. One or more of: political, mission, exchange, agreement, economy, people. */
                category?: string | string[];
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Happened on or after: YYYY, YYYY-MM or YYYY-MM-DD, inclusive. */
                from?: string;
                /** @description `retracted`: also those that no longer stand, with the act that retracted them. */
                include?: "retracted";
                /** @description Kinds of facts. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Least confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Happened on this day, YYYY-MM-DD; not together with `from` and `to`. */
                on?: string;
                /** @description Codes of states that take part, each of them. */
                party?: string | string[];
                /** @description Relations, any of them, in whose timelines the claims count: `BY-VN`. */
                relation?: string | string[];
                /** @description Ids of sources, any of them. */
                source?: string | string[];
                /** @description How far it has come. One or more of: planned, ongoing, completed, postponed, cancelled. */
                status?: string | string[];
                /** @description Happened before: YYYY, YYYY-MM or YYYY-MM-DD, exclusive. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claims. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                    "application/feed+json": string;
                    "application/json": components["schemas"]["Claims"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/calendar": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such format. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClaim: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
            };
            header?: never;
            path: {
                /** @description Id of the claim. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The claim. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knew no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    correctClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Id of the claim. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `ledger`: we misread; `source`: the source changed its mind, and then `source` says which.
                     * @default ledger
                     * @enum {string}
                     */
                    basis?: "ledger" | "source";
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    /** @description Why, for everyone to read. */
                    reason: string;
                    /** @description Relation whose revision `If-Match` names; that of the claim when absent. */
                    relation?: string;
                    /** @description The whole statement as it should have been, never a patch. */
                    replacement: {
                        attributes: {
                            [key: string]: unknown;
                        };
                        confidence: number;
                        evidence?: {
                            document: string;
                            end: number;
                            more?: {
                                end: number;
                                quote: string;
                                start: number;
                            }[];
                            quote: string;
                            /** @enum {string} */
                            section: "body" | "teaser";
                            start: number;
                            zone: string;
                        };
                        extractor?: {
                            name: string;
                            pack: string;
                            rule: string;
                            version: string;
                        };
                        key?: string;
                        /** @enum {string} */
                        kind: "recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other";
                        occurred: string | null;
                        occurredBasis?: string;
                        parties: string[];
                        quote?: string;
                        source: {
                            id: string;
                            published?: string;
                            publisher?: string;
                            release?: string;
                            title?: string;
                            /** Format: uri */
                            url?: string;
                        };
                        via?: string[];
                    };
                    source?: {
                        id: string;
                        published?: string;
                        publisher?: string;
                        release?: string;
                        title?: string;
                        /** Format: uri */
                        url?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retractClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Id of the claim. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `ledger`: we misread; `source`: the source changed its mind, and then `source` says which.
                     * @default ledger
                     * @enum {string}
                     */
                    basis?: "ledger" | "source";
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    /** @description Why, for everyone to read. */
                    reason: string;
                    /** @description Relation whose revision `If-Match` names; that of the claim when absent. */
                    relation?: string;
                    source?: {
                        id: string;
                        published?: string;
                        publisher?: string;
                        release?: string;
                        title?: string;
                        /** Format: uri */
                        url?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    digest: {
        parameters: {
            query?: {
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The digest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Digest"];
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Ids of sources, any of them. */
                source?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Documents in order of id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Documents"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
            };
            header?: never;
            path: {
                /** @description SHA-256 of its raw bytes, hex. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No document has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEntry: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Which claim is shown where claims of an entry differ; `strict` shows none. What a person preferred stays. */
                prefer?: "precise" | "sources" | "newest" | "earliest" | "strict";
            };
            header?: never;
            path: {
                /** @description Id of the entry, which is that of its first claim. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                    "application/ld+json": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No entry had this id, and none held a claim with it. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEntryHistory: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Only what was recorded before this `seq`: the last one of the page before. */
                beforeSeq?: number;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Acts of a page; 200 when absent. */
                limit?: number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
            };
            header?: never;
            path: {
                /** @description Id of the entry, which is that of its first claim. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Acts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryHistory"];
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No entry has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    histogram: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Width of a bucket. */
                by?: "decade" | "year" | "month" | "day";
                /** @description Categories of kinds. One or more of: political, mission, exchange, agreement, economy, people. */
                category?: string | string[];
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description What else to count by. One or more of: kind, category, status, party, source. */
                facet?: string | string[];
                /** @description Happened on or after: YYYY, YYYY-MM or YYYY-MM-DD, inclusive. */
                from?: string;
                /** @description Kinds of facts. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Least confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Happened on this day, YYYY-MM-DD; not together with `from` and `to`. */
                on?: string;
                /** @description Codes of states that take part, any of them. */
                party?: string | string[];
                /** @description Of one relation; of all when absent. */
                relation?: string;
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
                /** @description Ids of sources, any of them. */
                source?: string | string[];
                /** @description How far it has come. One or more of: planned, ongoing, completed, postponed, cancelled. */
                status?: string | string[];
                /** @description Counting stops after this many milliseconds, 250 when absent, and `complete` is then false. */
                timeLimitMs?: number;
                /** @description Happened before: YYYY, YYYY-MM or YYYY-MM-DD, exclusive. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Histogram"];
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ledgerHead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The head. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerHead"];
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No ledger is followed here. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRelations: {
        parameters: {
            query?: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Categories of kinds. One or more of: political, mission, exchange, agreement, economy, people. */
                category?: string | string[];
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Happened on or after: YYYY, YYYY-MM or YYYY-MM-DD, inclusive. */
                from?: string;
                /** @description Kinds of facts. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Least confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Happened on this day, YYYY-MM-DD; not together with `from` and `to`. */
                on?: string;
                /** @description Codes of states that take part, each of them. */
                party?: string | string[];
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
                /** @description Ids of sources, any of them. */
                source?: string | string[];
                /** @description How far it has come. One or more of: planned, ongoing, completed, postponed, cancelled. */
                status?: string | string[];
                /** @description Happened before: YYYY, YYYY-MM or YYYY-MM-DD, exclusive. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Relations in order of id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relations"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelation: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Happened on this day, YYYY-MM-DD; not together with `from` and `to`. */
                on?: string;
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
            };
            header?: never;
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relation"];
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffRelation: {
        parameters: {
            query?: {
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Earlier point: recorded by then, a `seq` or a time. */
                fromRecorded?: string;
                /** @description Earlier point: published by then. */
                fromReported?: string;
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
                /** @description Later point: recorded by then, a `seq` or a time. */
                toRecorded?: string;
                /** @description Later point: published by then. */
                toReported?: string;
            };
            header?: never;
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Differences. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                    "application/x-ndjson": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkClaims: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    claims: string[];
                    /** @description Why, for everyone to read. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preferClaims: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    claim: string;
                    /** @description Why, for everyone to read. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseClaims: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    claims: string[];
                    /** @description Why, for everyone to read. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayRelation: {
        parameters: {
            query?: {
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description The time to move along; the others stand still. */
                axis?: "occurred" | "reported" | "recorded";
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
            };
            header?: never;
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Frames. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": components["schemas"]["Frame"];
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    separateClaims: {
        parameters: {
            query?: never;
            header?: {
                /** @description Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet. */
                "if-match"?: string;
            };
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who decided; the holder of the key when absent. */
                    by?: string;
                    claims: string[];
                    /** @description Why, for everyone to read. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Decided, and visible. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description The body or If-Match cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An API key is needed. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The ledger knows no such claim. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Somebody else decided in the meantime; `revision` is the current one. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description If-Match is missing. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Categories of kinds. One or more of: political, mission, exchange, agreement, economy, people. */
                category?: string | string[];
                /** @description `possible`: the bounds of a date overlap the window; `certain`: they lie inside it. */
                certainty?: "possible" | "certain";
                /** @description `true`: only entries whose sources contradict each other; `false`: only the others. */
                contested?: "true" | "false";
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Happened on or after: YYYY, YYYY-MM or YYYY-MM-DD, inclusive. */
                from?: string;
                /** @description Kinds of facts. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Language of headlines and labels. */
                lang?: "en" | "fr" | "vi";
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Least confidence, 0 to 1. */
                minConfidence?: number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Happened on this day, YYYY-MM-DD; not together with `from` and `to`. */
                on?: string;
                /** @description Which end comes first. */
                order?: "oldest" | "newest";
                /** @description Codes of states that take part, any of them. */
                party?: string | string[];
                /** @description Only what was planned as reported by then, and still is planned where the question is asked: never confirmed. */
                plannedOn?: string;
                /** @description Which claim is shown where claims of an entry differ; `strict` shows none. What a person preferred stays. */
                prefer?: "precise" | "sources" | "newest" | "earliest" | "strict";
                /** @description `exact` leaves out what a wider set of states or a union did, and what continues a former state. */
                scope?: "all" | "exact";
                /** @description Ids of sources, any of them. */
                source?: string | string[];
                /** @description How far it has come. One or more of: planned, ongoing, completed, postponed, cancelled. */
                status?: string | string[];
                /** @description Happened before: YYYY, YYYY-MM or YYYY-MM-DD, exclusive. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description Codes of the states in order, joined by `-`: `BY-VN`. */
                relation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                    "application/feed+json": string;
                    "application/json": components["schemas"]["Timeline"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/calendar": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asRecorded?: string;
                /** @description As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC. */
                asReported?: string;
                /** @description Categories of kinds. One or more of: political, mission, exchange, agreement, economy, people. */
                category?: string | string[];
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Kinds of facts. One or more of: recognition, diplomatic-relations-established, diplomatic-relations-suspended, diplomatic-relations-severed, diplomatic-relations-resumed, relations-upgraded, relations-downgraded, mission-opened, mission-closed, ambassador-appointed, credentials-presented, ambassador-received, ambassador-recalled, visit, meeting, message, invitation, mechanism-session, agreement-negotiations-round, negotiations-concluded, agreement-signed, agreement-ratified, agreement-in-force, agreement-amended, agreement-terminated, cooperation-established, honour-conferred, joint-venture, trade-volume, investment-stock, community-size, students, tourist-arrivals, target-stated, support-stated, sanction-imposed, diplomat-expelled, other. */
                kind?: string | string[];
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
                /** @description Codes of states that take part, each of them. */
                party?: string | string[];
                /** @description Words. */
                q: string;
                /** @description Ids of sources, any of them. */
                source?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Hits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResults"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSources: {
        parameters: {
            query?: {
                /** @description Cursor of the page before: its `next`. */
                after?: string;
                /** @description Epoch that the link was made under; 410 when the rules have changed since. */
                epoch?: string;
                /** @description Rows of a page, 1 to 1000, or `all`. When absent, 50, and all in exports. */
                limit?: "all" | number;
                /** @description Wait until this `seq` is in the read model; 503 when it is not in time. */
                minSeq?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sources in order of id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sources"];
                    "application/vnd.apache.parquet": string;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "text/markdown": string;
                };
            };
            /** @description A parameter is unknown or has a value that cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The link or cursor was made under other rules. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The read model has not got far enough, or has stopped. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Cursor, exclusive: `0` for all changes, `now` for those to come.
                     * @default now
                     */
                    after?: string;
                    /** @default  */
                    description?: string;
                    /**
                     * @description Which changes are wanted, as the parameters of the feed say it.
                     * @default {}
                     */
                    filter?: {
                        change?: ("entry-added" | "entry-corroborated" | "entry-refined" | "entry-corrected" | "entry-retracted" | "entries-merged" | "entries-split" | "entry-status" | "contradiction-opened" | "contradiction-closed" | "level-changed" | "relations-changed" | "mission-changed" | "figure-updated" | "instrument-status" | "target-met")[];
                        /** @enum {string} */
                        importance?: "low" | "normal" | "high";
                        kind?: ("recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other")[];
                        minConfidence?: number;
                        party?: string[];
                        relation?: string[];
                    };
                    /** @description Where messages are sent, https: or http:. */
                    url: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Cursor, exclusive: `0` for all changes, `now` for those to come. */
                    after?: string;
                    description?: string;
                    /** @description Which changes are wanted, as the parameters of the feed say it. */
                    filter?: {
                        change?: ("entry-added" | "entry-corroborated" | "entry-refined" | "entry-corrected" | "entry-retracted" | "entries-merged" | "entries-split" | "entry-status" | "contradiction-opened" | "contradiction-closed" | "level-changed" | "relations-changed" | "mission-changed" | "figure-updated" | "instrument-status" | "target-met")[];
                        /** @enum {string} */
                        importance?: "low" | "normal" | "high";
                        kind?: ("recognition" | "diplomatic-relations-established" | "diplomatic-relations-suspended" | "diplomatic-relations-severed" | "diplomatic-relations-resumed" | "relations-upgraded" | "relations-downgraded" | "mission-opened" | "mission-closed" | "ambassador-appointed" | "credentials-presented" | "ambassador-received" | "ambassador-recalled" | "visit" | "meeting" | "message" | "invitation" | "mechanism-session" | "agreement-negotiations-round" | "negotiations-concluded" | "agreement-signed" | "agreement-ratified" | "agreement-in-force" | "agreement-amended" | "agreement-terminated" | "cooperation-established" | "honour-conferred" | "joint-venture" | "trade-volume" | "investment-stock" | "community-size" | "students" | "tourist-arrivals" | "target-stated" | "support-stated" | "sanction-imposed" | "diplomat-expelled" | "other")[];
                        minConfidence?: number;
                        party?: string[];
                        relation?: string[];
                    };
                    /** @enum {string} */
                    state?: "active" | "paused";
                    /** @description Where messages are sent, https: or http:. */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deliveries: {
        parameters: {
            query?: {
                /** @description Position, exclusive: the `next` of a page. */
                after?: number;
                /** @description Rows of a page, 1 to 1000; 100 when absent. */
                limit?: number;
                /** @description Only messages in this state. */
                state?: "pending" | "delivered" | "parked";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        more: boolean;
                        next: number;
                    };
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such subscription of this key, or no such parked message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dropped: number;
                    };
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such subscription of this key, or no such parked message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dropped: number;
                    };
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such subscription of this key, or no such parked message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such subscription of this key, or no such parked message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        replayed: number;
                    };
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such subscription of this key, or no such parked message. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How long the secret before goes on signing beside the new one.
                     * @default 86400
                     */
                    overlapSeconds?: number;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        previousUntil: string;
                        secret: string;
                    };
                };
            };
            /** @description The body, the address or the cursor cannot be used. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No API key, or one that is unknown or revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No subscription of this key has this id. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key has as many subscriptions as it may. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
