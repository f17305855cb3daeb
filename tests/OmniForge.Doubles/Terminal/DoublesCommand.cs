using System.Globalization;

namespace OmniForge.Doubles.Terminal;

/// <summary>What was written behind `./dev doubles`.</summary>
internal sealed record DoublesCommand
{
    public const string Usage = """
        ./dev doubles [env | lines] [--port N] [--origin ADDRESS]... [--rows N]

        Starts stand-ins for Notion, Slack, Linear and GitHub on four ports of this machine and shows what is done to them.
          env               only prints the settings for a server: eval "$(./dev doubles env)"
          lines             for a program that watches: free ports, a line of JSON for each thing that happens, ends with its input
          --port N          the first of the four ports (7101)
          --origin ADDRESS  where the server's own pages are (http://127.0.0.1:5080 and http://localhost:5080)
          --rows N          adds a Notion database "Archive" with that many rows
        """;

    public bool OnlySettings { get; private init; }

    /// <summary>Somebody's program reads what happens.</summary>
    public bool Lines { get; private init; }

    public int Port { get; private init; } = 7101;

    public IReadOnlyList<string> Origins { get; private init; } = ["http://127.0.0.1:5080", "http://localhost:5080"];

    public int Rows { get; private init; }

    /// <summary>Null with the reason when the line is wrong.</summary>
    public static (DoublesCommand? Command, string Wrong) Read(IReadOnlyList<string> words)
    {
        var command = new DoublesCommand();
        var origins = new List<string>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word is "env" or "lines")
            {
                command = word == "env" ? command with { OnlySettings = true } : command with { Lines = true, Port = 0 };
                continue;
            }

            if (word is not ("--port" or "--origin" or "--rows") || at + 1 == words.Count)
            {
                return (null, word is "--port" or "--origin" or "--rows" ? $"{word} needs a value." : $"There is no '{word}' here.");
            }

            var value = words[++at];
            if (word == "--origin")
            {
                if (!Uri.TryCreate(value, UriKind.Absolute, out var origin) || origin.Scheme is not ("http" or "https"))
                {
                    return (null, $"'{value}' is no address; write it like http://127.0.0.1:5080.");
                }

                origins.Add(value.TrimEnd('/'));
                continue;
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (word == "--port" && number is < 1 or > 65_532))
            {
                return (null, $"'{value}' is no number that {word} takes.");
            }

            command = word == "--port" ? command with { Port = number } : command with { Rows = number };
        }

        return (origins.Count > 0 ? command with { Origins = origins } : command, "");
    }
}
