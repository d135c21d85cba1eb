/** Administrative division code of a pilot city; the first six digits of its centre code. */
export type CityCode = '652300' | '330500';
/** The city's name in the graph. */
export type CityName = 'CHANGJI' | 'HUZHOU';

const names: Record<CityCode, CityName> = { '652300': 'CHANGJI', '330500': 'HUZHOU' };
const codes: Record<CityName, CityCode> = { CHANGJI: '652300', HUZHOU: '330500' };

/** Both pilot cities. */
export const cityCodes: readonly CityCode[] = ['652300', '330500'];

/** The graph's name of a city code. */
export const cityName = (code: CityCode): CityName => names[code];
/** The code of a city by its name in the graph. */
export const cityCode = (name: CityName): CityCode => codes[name];
/** Whether a text is the code of a pilot city. */
export const isCityCode = (text: string): text is CityCode => Object.hasOwn(names, text);
