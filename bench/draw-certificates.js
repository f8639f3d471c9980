import { renderCertificate } from '../dist/documents/certificate-pdf.js';
import { drawMany } from './certificate.js';

await drawMany(renderCertificate);
