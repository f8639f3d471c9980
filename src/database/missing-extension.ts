/** PostgreSQL lacks what the schema needs, and what only its administrator can give. */
export class MissingExtension extends Error {
  constructor(name: string, cause: unknown) {
    super(
      `PostgreSQL's extension ${name} can't be had in this database. Install the package of PostgreSQL's contrib modules, or have a superuser run "CREATE EXTENSION ${name}" in it, then start again; nothing was changed.`,
      { cause },
    );
  }
}
