import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { CertificateDocuments } from './certificate-documents.js';
import { CertificateMailView } from './certificate-mail-view.js';
import { CertificateNotices } from './certificate-notices.js';
import { CertificateSource } from './certificate-source.js';
import { CertificateQueries } from './certificate.queries.js';
import { CertificatesController } from './certificates.controller.js';
import { ChangeCertificate } from './change-certificate.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { MyCertificate } from './my-certificate.js';
import { MyRegistrationPages } from './my-registration.pages.js';
import { MyRegistrationTexts } from './my-registration.texts.js';
import { SelfCheckInModule } from '../attendance/self-check-in/self-check-in.module.js';
import { VerificationPages } from './verification.pages.js';
import { CertificateStandings } from './certificate-standings.js';
import { PreviewCertificate } from './preview-certificate.js';
import { SendCertificateAgain } from './send-certificate-again.js';
import { WithdrawalPages } from './withdrawal.pages.js';
import { IssueCertificates } from './issue-certificates.js';

@Module({
  imports: [AttendanceModule, RegistrationsModule, SelfCheckInModule],
  controllers: [CertificatesController, MyRegistrationPages, WithdrawalPages, VerificationPages],
  providers: [
    CertificateSource,
    IssueCertificates,
    ChangeCertificate,
    CertificateStandings,
    PreviewCertificate,
    SendCertificateAgain,
    CertificateNotices,
    CertificateQueries,
    CertificateDocuments,
    CertificateMailView,
    MyCertificate,
    MyRegistrationTexts,
  ],
  exports: [
    CertificateQueries,
    CertificateDocuments,
    CertificateStandings,
    IssueCertificates,
    ChangeCertificate,
    PreviewCertificate,
    SendCertificateAgain,
  ],
})
export class CertificatesModule {}
