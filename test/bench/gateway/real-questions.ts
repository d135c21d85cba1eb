import { type Question, questions } from './questions.ts';

const inquiryOf = (identityNumber: string) => ({ identityNumber, priorYearAverageMonthlyIncome: '8400.00' });

/** The same questions about people whom the registers know; the first of many is another one each time. */
export function realQuestions(people: readonly string[], consents: readonly string[]): Question[] {
  return questions.map((canned) => {
    const { audience, people: many } = canned;
    const others = audience === 'bank' ? consents : many === 1 ? people : people.slice(many);
    const differs = others[0]!;
    const inquiries = [differs, ...people.slice(1, many)].map(inquiryOf);
    const variables = {
      'tax-bureau': { taxYear: 2026, inquiries },
      'hr-bureau': { identityNumber: differs },
      bank: { consent: differs },
    }[audience as string]!;
    return { ...canned, others, differs, variables };
  });
}
