/**
 * The entrusted bank (受委托银行), spoken to in files as their modules say: a batch is handed over as an instruction file
 * and answered, perhaps days later, by a result file.
 */
export type EntrustedBank = {
  /** Hands over an instruction file. The bank carries out a batch once, however often the same file is sent. */
  send(instruction: string): Promise<void>;
  /** The result file of a batch by its reference; undefined while the bank has not answered. */
  results(reference: string): Promise<string | undefined>;
};
