import { mailColors } from '#src/automations/mail-colors.ts';

/** What messages of a test look like: in English, in the demonstration's colours. */
export const mailFrame = { locale: 'en-US', colors: mailColors({ theme: 'course' }) };
