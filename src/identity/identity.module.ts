import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Audit } from './audit.js';
import { CheckSecondFactor } from './check-second-factor.js';
import { Devices } from './devices.js';
import { EndSessions } from './end-sessions.js';
import { FirstStart } from './first-start.js';
import { ForgetSessions } from './forget-sessions.js';
import { IdentityController } from './identity.controller.js';
import { ManageOffice } from './manage-office.js';
import { ManageSecondFactor } from './manage-second-factor.js';
import { ManageSignatories } from './manage-signatories.js';
import { ManageUsers } from './manage-users.js';
import { OfficeMasthead } from './office-masthead.js';
import { LogoPages } from './logo.pages.js';
import { OfficeLogos } from './office-logos.js';
import { OfficeCommands } from './office-commands.js';
import { OpenSession } from './open-session.js';
import { PasswordProof } from './password-proof.js';
import { PasswordLinks, SetPassword } from './password-links.js';
import { Passwords } from './passwords.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInSteps } from './sign-in-steps.js';
import { SignIn } from './sign-in.js';
import { PasswordPages, SignInPages } from './sign-in.pages.js';
import { UserQueries } from './user.queries.js';
import { UsersController } from './users.controller.js';

@Global()
@Module({
  controllers: [IdentityController, UsersController, SignInPages, PasswordPages, LogoPages],
  providers: [
    Audit,
    Passwords,
    Sessions,
    SessionCookie,
    SignIn,
    SignInAttempts,
    SignInSteps,
    PasswordProof,
    OpenSession,
    EndSessions,
    Devices,
    PasswordLinks,
    SetPassword,
    FirstStart,
    ForgetSessions,
    OfficeCommands,
    OfficeMasthead,
    OfficeLogos,
    ManageUsers,
    ManageOffice,
    ManageSecondFactor,
    CheckSecondFactor,
    ManageSignatories,
    UserQueries,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    OfficeLogos,
    Audit,
    Devices,
    Sessions,
    SessionCookie,
    FirstStart,
    OfficeCommands,
    ManageOffice,
    ManageSecondFactor,
    ManageUsers,
    UserQueries,
    ManageSignatories,
  ],
})
export class IdentityModule {}
