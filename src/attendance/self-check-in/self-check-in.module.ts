import { Module } from '@nestjs/common';
import { RegistrationsModule } from '../../registrations/registrations.module.js';
import { TakeAttendance } from '../take-attendance.js';
import { AllowSelfCheckIn } from './allow-self-check-in.js';
import { CheckInCodes } from './check-in-codes.js';
import { CheckInOneself } from './check-in-oneself.js';
import { CheckInPhones } from './check-in-phones.js';
import { FindTypedCode } from './find-typed-code.js';
import { OwnPhone } from './own-phone.js';
import { PhoneCookie } from './phone-cookie.js';
import { RecordedByOneself } from './recorded-by-oneself.js';
import { ReleasePhone } from './release-phone.js';
import { SelfCheckInNote } from './self-check-in-note.js';
import { SelfCheckInController } from './self-check-in.controller.js';
import { SelfCheckInPages } from './self-check-in.pages.js';
import { SelfCheckInQueries } from './self-check-in.queries.js';
import { SelfCheckInTexts } from './self-check-in.texts.js';
import { TypedCodePages } from './typed-code.pages.js';

/** Participants record their own attendance: a screen's code that changes, and one phone for each of them. */
@Module({
  imports: [RegistrationsModule],
  controllers: [SelfCheckInController, SelfCheckInPages, TypedCodePages],
  providers: [
    TakeAttendance,
    AllowSelfCheckIn,
    CheckInCodes,
    CheckInOneself,
    CheckInPhones,
    FindTypedCode,
    OwnPhone,
    PhoneCookie,
    RecordedByOneself,
    ReleasePhone,
    SelfCheckInNote,
    SelfCheckInQueries,
    SelfCheckInTexts,
  ],
  exports: [AllowSelfCheckIn, OwnPhone, ReleasePhone, SelfCheckInQueries],
})
export class SelfCheckInModule {}
