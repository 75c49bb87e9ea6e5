import { messagesOf, type Messages } from '#src/messages/messages.ts';
import { shop } from '#src/shop.ts';

/** Every sentence of the shop in its language, for a component that is told no locale. */
export const sentences = async (): Promise<Messages> =>
  messagesOf((await shop()).content.current().store.locale);
