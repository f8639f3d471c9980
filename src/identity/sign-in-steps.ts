import { Injectable } from '@nestjs/common';
import { CheckSecondFactor } from './check-second-factor.js';
import { OpenSession } from './open-session.js';
import { PasswordProof } from './password-proof.js';
import type { OpenedSession } from './sessions.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignIn, type Credentials } from './sign-in.js';

/** What is to be shown together with the code. */
export interface StillToProve {
  readonly proof: string;
}

/** Signs a browser in: the password first, then the code of who chose to be asked for one. */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly attempts: SignInAttempts,
    private readonly signIn: SignIn,
    private readonly factor: CheckSecondFactor,
    private readonly proofs: PasswordProof,
    private readonly opening: OpenSession,
  ) {}

  /** Who must still show a code has used up an attempt. Throws as `SignIn`. */
  async begin(credentials: Credentials, address: string): Promise<OpenedSession | StillToProve> {
    const attempt = await this.attempts.count(credentials.email, address);
    const user = await this.signIn.userOf(credentials);
    if (await this.factor.isAskedOf(user)) return { proof: this.proofs.of(user) };
    const session = await this.opening.run(user, credentials, 'cookie');
    await this.attempts.succeeded(attempt);
    return session;
  }

  /** Throws `TooMany`, and `Unauthenticated`: `sign_in_expired` for the proof, and what `OpenSession` demands. */
  async finish({ proof, code }: StillToProve & { readonly code: string }, address: string): Promise<OpenedSession> {
    const user = await this.proofs.userOf(proof);
    const attempt = await this.attempts.count(user.email, address);
    const session = await this.opening.run(user, { code }, 'cookie');
    await this.attempts.succeeded(attempt);
    return session;
  }
}
