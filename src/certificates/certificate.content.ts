/** Everything that a certificate prints; frozen when it is issued. */
export type CertificateContent = Readonly<Record<string, unknown>>;
