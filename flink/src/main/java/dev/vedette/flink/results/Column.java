package dev.vedette.flink.results;

import java.time.Instant;

/** A column of a table. Its values are kept as text, as {@code vedette detect} writes them, and read where a type is asked for. */
record Column(String name, Kind kind) {
    /** What values are, and the type of PostgreSQL for them. */
    enum Kind {
        TEXT("text"),
        WHOLE("bigint"),
        SECONDS("double precision"),
        MOMENT("timestamp with time zone"),
        NUMBER("real"),
        FLAG("boolean");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    static Column text(String name) {
        return new Column(name, Kind.TEXT);
    }

    static Column whole(String name) {
        return new Column(name, Kind.WHOLE);
    }

    static Column seconds(String name) {
        return new Column(name, Kind.SECONDS);
    }

    static Column moment(String name) {
        return new Column(name, Kind.MOMENT);
    }

    static Column number(String name) {
        return new Column(name, Kind.NUMBER);
    }

    static Column flag(String name) {
        return new Column(name, Kind.FLAG);
    }

    /** @return a String, Long, Double, Instant, Float or Boolean */
    Object value(String cell) {
        return switch (kind) {
            case TEXT -> cell;
            case WHOLE -> Long.valueOf(cell);
            case SECONDS -> Double.valueOf(cell);
            case MOMENT -> Instant.parse(cell);
            case NUMBER -> Float.valueOf(cell);
            case FLAG -> cell.equals("1");
        };
    }
}
