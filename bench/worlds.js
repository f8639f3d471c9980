import Sqlite from 'better-sqlite3';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { admin } from './api.js';
import { startPostgres } from '../test/engines/postgres-server.mjs';
import { ServerProcess } from './processes.js';

/*
 * A world is an engine with databases of its own, durable as in production, on the disk of the temporary folder
 * (TMPDIR): Bina's, and a copy of it for each bare program, so that both find the same rows.
 */

const common = {
  NODE_ENV: 'production',
  PORT: '0',
  PUBLIC_URL: 'http://localhost:3000',
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
  APP_SECRET: 'a secret of the bench that is long enough to be one',
  REGISTRATIONS_PER_ADDRESS_PER_HOUR: '10000000',
  LOG_LEVEL: 'error',
};

class SqliteWorld {
  engine = 'sqlite';
  folder = mkdtempSync(join(tmpdir(), 'bina-bench-'));

  environment(name = 'bina') {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return { ...common, DATABASE_URL: '', DATA_DIR: folder };
  }

  async copy(name) {
    const source = this.connection('bina');
    source.exec(`VACUUM INTO '${join(this.environment(name).DATA_DIR, 'bina.db')}'`);
    source.close();
  }

  /** Runs statements on a database that no server has open. */
  async execute(name, ...statements) {
    const connection = this.connection(name);
    connection.function('uuid', { deterministic: false }, () => crypto.randomUUID());
    for (const statement of statements) connection.exec(statement);
    connection.close();
  }

  connection(name) {
    return new Sqlite(join(this.environment(name).DATA_DIR, 'bina.db'));
  }

  async query(name, statement) {
    const connection = this.connection(name);
    const rows = connection.prepare(statement).all();
    connection.close();
    return rows;
  }

  async stop() {
    rmSync(this.folder, { recursive: true });
  }
}

class PostgresWorld {
  engine = 'postgres';

  static async open() {
    const folder = mkdtempSync(join(tmpdir(), 'bina-bench-'));
    chmodSync(folder, 0o755);
    const server = await startPostgres(['-c', 'max_connections=100', '-c', 'jit=off'], folder);
    const world = new PostgresWorld(server, folder);
    await world.execute('postgres', 'CREATE DATABASE bina');
    return world;
  }

  constructor(server, folder) {
    this.server = server;
    this.folder = folder;
  }

  environment(name = 'bina') {
    return { ...common, DATA_DIR: join(this.folder, 'data'), DATABASE_URL: this.url(name) };
  }

  url(name) {
    return this.server.url(name);
  }

  async copy(name) {
    await this.execute('postgres', `CREATE DATABASE ${name} TEMPLATE bina`);
  }

  async execute(name, ...statements) {
    const client = new pg.Client(this.url(name));
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  async query(name, statement) {
    const client = new pg.Client(this.url(name));
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  }

  async stop() {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** @param {'sqlite' | 'postgres'} engine */
export async function openWorld(engine) {
  return engine === 'sqlite' ? new SqliteWorld() : PostgresWorld.open();
}

/** Bina from dist; more of its environment may be given. */
export function startBina(world, environment = {}, flags = []) {
  return ServerProcess.start('dist/main.js', { ...world.environment(), ...environment }, flags);
}

/** The bare program of this engine, on a database of its own. */
export function startBare(world, name, environment = {}) {
  return ServerProcess.start(`bench/bare/${world.engine}.js`, { ...world.environment(name), ...environment });
}
