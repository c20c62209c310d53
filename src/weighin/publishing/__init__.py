"""What the reader gets: a public record becomes pages, charts and files."""
