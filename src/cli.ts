import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { CommandModule } from './command.module.js';
import { readSettings, type Settings } from './config/settings.js';
import { backUp } from './database/backup.js';
import { Messages } from './http/messages.js';
import { ManageSecondFactor } from './identity/manage-second-factor.js';
import { OfficeCommands } from './identity/office-commands.js';
import { SystemClock } from './kernel/clock.js';
import { Problem, InvalidInput } from './kernel/problems.js';
import { RotateKeys } from './privacy/rotate-keys.js';
import { userRoles, type UserRole } from './identity/user.entity.js';

const roleOption = new Option('--role <role>', 'what the user may do').choices([...userRoles]).makeOptionMandatory();

/** Runs one command beside a server that may be running: its writes are short transactions. */
async function withContext(
  work: (context: INestApplicationContext, settings: Settings) => Promise<void>,
): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env);
  const context = await NestFactory.createApplicationContext(CommandModule.with(settings, new SystemClock()), {
    logger: ['fatal', 'error'],
  });
  try {
    await work(context, settings);
  } finally {
    await context.close();
  }
}

function withCommands(work: (commands: OfficeCommands, settings: Settings) => Promise<void>): Promise<void> {
  return withContext((context, settings) => work(context.get(OfficeCommands), settings));
}

const program = new Command('bina').description('Looks after a Bina installation, beside the running server.');

const user = program.command('user').description('members of staff');
user
  .command('add <email> <name>')
  .description('adds a user and prints the link to set the password')
  .addOption(roleOption)
  .action((email: string, name: string, { role }: { role: UserRole }) =>
    withCommands(async (commands) => {
      console.log(await commands.addUser({ email, name, role }));
    }),
  );
user
  .command('list')
  .description('lists all users')
  .action(() =>
    withCommands(async (commands) => {
      console.table(await commands.listUsers());
    }),
  );
user
  .command('link <email>')
  .description('prints a new link to set the password')
  .action((email: string) =>
    withCommands(async (commands) => {
      console.log(await commands.passwordLink(email));
    }),
  );
user
  .command('reset-totp <email>')
  .description('no longer asks a user for the code of the authenticator app')
  .action((email: string) => withContext((context) => context.get(ManageSecondFactor).reset(email)));
for (const [name, disabled] of [
  ['disable', true],
  ['enable', false],
] as const) {
  user
    .command(`${name} <email>`)
    .description(`${name}s a user${disabled ? ' and ends all sessions' : ''}`)
    .action((email: string) => withCommands((commands) => commands.setDisabled(email, disabled)));
}

const office = program.command('office').description('the office and what its papers print');
office.command('show').action(() =>
  withCommands(async (commands) => {
    console.log(await commands.showOffice());
  }),
);
office
  .command('set <field> <value>')
  .action((field: string, value: string) => withCommands((commands) => commands.setOffice(field, value)));

program
  .command('backup <file>')
  .description('makes a consistent copy of the SQLite database')
  .action((file: string) =>
    withCommands(async (_, { database }) => {
      await backUp(database, file);
      console.log(`The copy is at ${file}. Keep APP_SECRET with it, but apart from it.`);
    }),
  );

program
  .command('keys')
  .description('the secret that seals personal data')
  .command('rotate')
  .description('makes anew under APP_SECRET whatever APP_SECRET_PREVIOUS sealed')
  .action(() =>
    withContext(async (context, { appSecret }) => {
      console.table(await context.get(RotateKeys).run());
      console.log(
        `All is sealed with secret ${appSecret.id}. Links and certificates made before still need the earlier ones.`,
      );
    }),
  );

function complaint(error: unknown): string {
  const messages = new Messages();
  if (error instanceof InvalidInput) {
    return error.errors.map(({ field, code, params }) => `${field}: ${messages.error('en', code, params)}`).join('\n');
  }
  if (error instanceof Problem) return messages.error('en', error.code, error.params);
  return error instanceof Error ? error.message : String(error);
}

program.parseAsync().catch((error: unknown) => {
  console.error(complaint(error));
  process.exitCode = 1;
});
