import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** Drops what a shop made: tables, sequences and functions that belong to no extension, and the queue of jobs. */
export async function clearShop(trx: Database): Promise<void> {
  await sql
    .raw(
      `drop schema if exists pgboss cascade;
      do $$
      declare gone text;
      begin
        for gone in select format('drop table if exists %s cascade', oid::regclass) from pg_class c
            where relnamespace = 'public'::regnamespace and relkind = 'r'
              and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
          union all select format('drop sequence if exists %s cascade', oid::regclass) from pg_class c
            where relnamespace = 'public'::regnamespace and relkind = 'S'
              and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i', 'a'))
          union all select format('drop function if exists %s cascade', oid::regprocedure) from pg_proc p
            where pronamespace = 'public'::regnamespace
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
        loop execute gone; end loop;
      end $$`,
    )
    .execute(trx);
}
