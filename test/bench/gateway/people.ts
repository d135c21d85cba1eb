export const uuidStart = '00000000-0000-4000-8000-';
export const uuid = (number: number) => uuidStart + String(number).padStart(12, '0');

/** The id of the first person in an answer, in whose place another stands each time. */
export const firstOf = (people: number) => uuid(people > 1 ? 0 : 1);
