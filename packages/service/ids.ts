// As they are handed out: in small letters, so that what is compared with an id is spelt alike.
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text can be an id at all; any other is never sent to the database, which would take it for a fault. */
export const isId = (text: string): boolean => uuid.test(text);
