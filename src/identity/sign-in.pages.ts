import { Body, Controller, Get, Param, Post, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { InvalidInput, TooMany, Unauthenticated } from '../kernel/problems.js';
import { EndSessions } from './end-sessions.js';
import { PasswordForm, SignInForm } from './sign-in.dto.js';
import { SetPassword } from './password-links.js';
import { SessionCookie } from './session-cookie.js';
import { SignInSteps } from './sign-in-steps.js';

/** Only a path of our own: `//evil.example` and `/\evil.example` are other sites to a browser. */
function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\w\-./?=&%]*$/.test(next) ? next : '/console';
}

interface SignInView {
  readonly next: string;
  readonly email: string;
  readonly error: string | null;
  readonly status: number;
  /** Of the password, for who must still show a code. */
  readonly proof: string | null;
}

const blank = { email: '', error: null, status: 200, proof: null };

@Public()
@ApiExcludeController()
@Controller()
export class SignInPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly steps: SignInSteps,
    private readonly cookie: SessionCookie,
    private readonly ending: EndSessions,
  ) {}

  @Get('sign-in')
  @Redirect('/masuk')
  inEnglish(): void {
    return undefined;
  }

  @Get('masuk')
  async form(
    @Query('next') next: string | undefined,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(reply, locale, { ...blank, next: ownPath(next) });
  }

  @Post('masuk')
  async enter(
    @Req() request: FastifyRequest,
    @Body() form: SignInForm,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = ownPath(form.next);
    try {
      const opened = await this.step(form, request.ip);
      if ('proof' in opened) {
        await this.show(reply, locale, { ...blank, ...opened, next });
        return;
      }
      await this.endSessionOf(request);
      this.cookie.write(reply, opened);
    } catch (error) {
      if (!(error instanceof Unauthenticated) && !(error instanceof TooMany)) throw error;
      const text = this.messages.error(locale, error.code, error.params);
      const { email = '', proof = null } = form;
      const kept = error.code === 'sign_in_expired' ? null : proof;
      const status = error instanceof TooMany ? 429 : 401;
      await this.show(reply, locale, { next, email, error: text, status, proof: kept });
      return;
    }
    await reply.redirect(next, 303);
  }

  private step({ email = '', password = '', proof, code = '' }: SignInForm, address: string) {
    return proof === undefined
      ? this.steps.begin({ email, password }, address)
      : this.steps.finish({ proof, code }, address);
  }

  /** What pages kept on the device, as the attendant's app does, goes with the session. */
  @Post('keluar')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.endSessionOf(request);
    this.cookie.clear(reply);
    void reply.header('clear-site-data', '"storage"');
    await reply.redirect('/', 303);
  }

  private async endSessionOf(request: FastifyRequest): Promise<void> {
    const token = this.cookie.read(request);
    if (token !== null) await this.ending.own(token);
  }

  private async show(reply: FastifyReply, locale: Locale, { status, ...form }: SignInView): Promise<void> {
    const title = this.messages.text(locale, 'identity:sign_in_title');
    await this.pages.send(reply, 'sign-in', locale, { path: '/masuk', title, description: null, ...form }, status);
  }
}

@Public()
@ApiExcludeController()
@Controller('kata-sandi')
export class PasswordPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly setPassword: SetPassword,
  ) {}

  @Get(':token')
  async form(@Param('token') token: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const { name, email } = await this.setPassword.bearer(token);
    await this.show(reply, locale, { token, name, email, error: null, status: 200 });
  }

  @Post(':token')
  async save(
    @Param('token') token: string,
    @Body() { password, again }: PasswordForm,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, email } = await this.setPassword.bearer(token);
    try {
      if (password !== again) throw new InvalidInput([{ field: 'again', code: 'passwords_differ' }]);
      await this.setPassword.run(token, password);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const text = this.messages.error(locale, error.errors[0]?.code ?? 'invalid_input');
      await this.show(reply, locale, { token, name, email, error: text, status: 422 });
      return;
    }
    await reply.redirect('/masuk', 303);
  }

  private async show(
    reply: FastifyReply,
    locale: Locale,
    { status, ...form }: { token: string; name: string; email: string; error: string | null; status: number },
  ): Promise<void> {
    const title = this.messages.text(locale, 'identity:password_title');
    const path = `/kata-sandi/${form.token}`;
    await this.pages.send(reply, 'set-password', locale, { path, title, description: null, ...form }, status);
  }
}
