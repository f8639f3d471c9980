import { Module } from '@nestjs/common';
import { ParticipantsModule } from '../participants/participants.module.js';
import { RotateKeys } from './rotate-keys.js';
import { RotateParticipants } from './rotate-participants.js';

/** Changing the secret that seals personal data. */
@Module({ imports: [ParticipantsModule], providers: [RotateKeys, RotateParticipants], exports: [RotateKeys] })
export class KeysModule {}
