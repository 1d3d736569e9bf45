-- Accounts in the record that machines share, apart from its history. Columns are those of the file in a home.
create schema if not exists ecodash_access;
create table if not exists ecodash_access.officer (
    name text primary key,
    role text not null,
    password_hash text not null,
    email text,
    added_at text not null
);
create table if not exists ecodash_access.session (
    token_sha256 text primary key,
    officer text not null,
    began_at text not null,
    seen_at text not null
);
create table if not exists ecodash_access.setting (name text primary key, value text not null);
create table if not exists ecodash_access.event (
    rowid bigint generated always as identity primary key,
    at text not null,
    who text not null,
    what text not null,
    about text not null
);
create table if not exists ecodash_access.attempt (
    id bigint generated always as identity primary key,
    kind text not null,
    name text not null,
    address text not null,
    at text not null
);
create table if not exists ecodash_access.one_time_code (officer text primary key, sha256 text not null, ends_at text not null);
create table if not exists ecodash_access.second_factor (
    officer text primary key,
    secret text not null,
    since text not null,
    last_step bigint not null
);
create table if not exists ecodash_access.recovery_code (sha256 text primary key, officer text not null);
alter table ecodash_access.officer add column if not exists login text;
