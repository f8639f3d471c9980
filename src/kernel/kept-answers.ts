/** Answers that hold for one moment: once another has come, they are made anew. A failure is not kept. */
export class KeptAnswers<T> {
  private moment = '';
  private readonly answers = new Map<string, Promise<T>>();

  /** The answer of this name, which must tell apart all that `make` depends on but the moment. */
  get(moment: string, name: string, make: () => Promise<T>): Promise<T> {
    if (moment !== this.moment) {
      this.moment = moment;
      this.answers.clear();
    }
    const known = this.answers.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.answers.set(name, made);
    made.catch(() => {
      if (this.answers.get(name) === made) this.answers.delete(name);
    });
    return made;
  }
}
