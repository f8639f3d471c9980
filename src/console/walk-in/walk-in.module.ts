import { Module } from '@nestjs/common';
import { AttendanceModule } from '../../attendance/attendance.module.js';
import { ProgramsModule } from '../../programs/programs.module.js';
import { RegistrationsModule } from '../../registrations/registrations.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { DoorForm } from './door-form.js';
import { DoorList } from './door-list.js';
import { OnBehalfForm } from './on-behalf-form.js';
import { OnBehalfPages } from './on-behalf.pages.js';
import { WalkInPages } from './walk-in.pages.js';

/** The desk at the door, and registering on somebody's behalf. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, RegistrationsModule, AttendanceModule],
  controllers: [WalkInPages, OnBehalfPages],
  providers: [DoorForm, DoorList, OnBehalfForm],
})
export class WalkInModule {}
