import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'access:public';

/** Opens a route to everybody; all others ask for a sign-in. */
export const Public = () => SetMetadata(PUBLIC, true);
