export const attendanceStatuses = ['present', 'late', 'excused', 'sick', 'absent'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];
