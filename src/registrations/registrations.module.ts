import { Module } from '@nestjs/common';
import { ParticipantsModule } from '../participants/participants.module.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { AfterEnrolment } from './after-enrolment.js';
import { AdmitRegistration } from './admit-registration.js';
import { BatchChangesController } from './batch-changes.controller.js';
import { CancelBatch } from './cancel-batch.js';
import { CancelRegistration } from './cancel-registration.js';
import { ChangeSchedule } from './change-schedule.js';
import { AfterCorrection } from './after-correction.js';
import { CorrectRegistration } from './correct-registration.js';
import { CorrectSeat } from './correct-seat.js';
import { CorrectionController } from './correction.controller.js';
import { CorrectionPages } from './correction.pages.js';
import { GroupFormView } from './group-form.view.js';
import { GroupLinksPages } from './group-links.pages.js';
import { GroupPages } from './group.pages.js';
import { OwnDetails } from './own-details.js';
import { ConsentNotices } from './consent-notices.js';
import { DiscloseNik } from './disclose-nik.js';
import { Enrol } from './enrol.js';
import { EnrolMany } from './enrol-many.js';
import { EnrolTogether } from './enrol-together.js';
import { ExceedCapacity } from './exceed-capacity.js';
import { FindAgain } from './find-again.js';
import { GiveUpSeat } from './give-up-seat.js';
import { GroupQueries } from './group.queries.js';
import { GroupRegistrationsController } from './group-registrations.controller.js';
import { MoveRegistration } from './move-registration.js';
import { RegistrationAttachments } from './notices/registration-attachments.js';
import { RegistrationMailViews } from './notices/registration-mail-views.js';
import { RegistrationMailWording } from './notices/registration-mail-wording.js';
import { SendReminders } from './notices/send-reminders.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { ToldRegistrations } from './notices/told-registrations.js';
import { UntoldChanges } from './notices/untold-changes.js';
import { OwnQuotas } from './own-quotas.js';
import { OwnNotes } from './own-notes.js';
import { PreviewCancellation } from './preview-cancellation.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import { RegistrationTarget } from './registration-target.js';
import { PrepareGroup } from './prepare-group.js';
import { PromoteWaiting } from './promote-waiting.js';
import { PublicRegistrationsController } from './public-registrations.controller.js';
import { FindRegistrationPages } from './find-registration.pages.js';
import { RegisterByForm } from './register-by-form.js';
import { RegisterGroup } from './register-group.js';
import { RegisterParticipant } from './register-participant.js';
import { RegistrationLinks } from './registration-links.js';
import { RegistrationPace } from './registration-pace.js';
import { RegistrationPages } from './registration.pages.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationsController } from './registrations.controller.js';
import { ResendLink } from './resend-link.js';
import { WriteRegistration } from './write-registration.js';
import { CarryNames } from './search/carry-names.js';
import { Seats } from './seats.js';

@Module({
  imports: [ParticipantsModule, ProgramsModule],
  controllers: [
    PublicRegistrationsController,
    GroupRegistrationsController,
    CorrectionController,
    RegistrationsController,
    BatchChangesController,
    RegistrationPages,
    FindRegistrationPages,
    GroupPages,
    GroupLinksPages,
    CorrectionPages,
  ],
  providers: [
    Seats,
    OwnQuotas,
    MoveRegistration,
    ExceedCapacity,
    Enrol,
    EnrolMany,
    EnrolTogether,
    AfterEnrolment,
    PrepareEnrolment,
    RegistrationTarget,
    PrepareGroup,
    GiveUpSeat,
    WriteRegistration,
    RegisterParticipant,
    RegisterGroup,
    GroupQueries,
    GroupFormView,
    RegisterByForm,
    AdmitRegistration,
    CancelRegistration,
    CorrectRegistration,
    CorrectSeat,
    AfterCorrection,
    OwnDetails,
    PromoteWaiting,
    CancelBatch,
    PreviewCancellation,
    ChangeSchedule,
    DiscloseNik,
    FindAgain,
    ResendLink,
    ConsentNotices,
    RegistrationLinks,
    RegistrationPace,
    RegistrationQueries,
    RegistrationNotices,
    RegistrationMailViews,
    ToldRegistrations,
    RegistrationMailWording,
    RegistrationAttachments,
    SendReminders,
    UntoldChanges,
    OwnNotes,
    CarryNames,
  ],
  exports: [
    OwnNotes,
    Seats,
    MoveRegistration,
    AfterEnrolment,
    EnrolMany,
    PrepareEnrolment,
    RegisterParticipant,
    AdmitRegistration,
    CancelRegistration,
    CancelBatch,
    DiscloseNik,
    PreviewCancellation,
    ChangeSchedule,
    FindAgain,
    ConsentNotices,
    RegistrationLinks,
    RegistrationQueries,
    RegistrationNotices,
  ],
})
export class RegistrationsModule {}
