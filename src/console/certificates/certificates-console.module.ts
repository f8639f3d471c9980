import { Module } from '@nestjs/common';
import { CertificatesModule } from '../../certificates/certificates.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { CertificatePages } from './certificate.pages.js';
import { CertificatesPages } from './certificates.pages.js';
import { PreviewPages } from './preview.pages.js';
import { StandingView } from './standing.view.js';

/** Certificates in the office: who qualifies and why, the paper beforehand, issuing, and what may happen to one later. */
@Module({
  imports: [ConsoleFrameModule, CertificatesModule],
  controllers: [CertificatesPages, PreviewPages, CertificatePages],
  providers: [StandingView],
})
export class CertificatesConsoleModule {}
