import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceColumn,
  TextColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { Batch } from '../programs/batch.entity.js';

export type ReportTrigger = 'daily' | 'on_demand';

/** One version of a batch's attendance report, frozen as it was sent; without NIK and phone. */
@Entity('attendance_reports')
@Index('uq_attendance_reports_version', ['batchId', 'version'], { unique: true })
@Index('uq_attendance_reports_day', ['batchId', 'day'], { unique: true, where: "cause = 'daily'" })
@Check('ck_attendance_reports_cause', "cause IN ('daily', 'on_demand')")
export class AttendanceReport {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  /** 1, 2, 3 over all reports of the batch. */
  @IntegerColumn() readonly version!: number;
  /** 0 for a first report of its state; n prints "Laporan Perbaikan ke-n". */
  @IntegerColumn() readonly correction!: number;
  @WordColumn() readonly cause!: ReportTrigger;
  /** The day in the batch's zone that it covers up to. */
  @DayColumn() readonly day!: string;
  /** The figures and the list, as rendered into HTML, PDF and XLSX. */
  @JsonColumn() readonly content!: Readonly<Record<string, unknown>>;
  /** SHA-256 of the content without its as-of time, hex: tells whether anything changed. */
  @TextColumn(64) readonly contentHash!: string;
  @InstantColumn() readonly asOf!: Date;
}
