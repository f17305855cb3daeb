using System.Globalization;
using OmniForge.Doubles.Recording;
using OmniForge.Doubles.Slack;

namespace OmniForge.Doubles.Terminal;

/// <summary>Writes what happens, a line each: messages, changes, and requests that no client should make.</summary>
internal sealed class LiveLog(TextWriter writer, TimeProvider clock)
{
    private readonly Lock _gate = new();

    public void Watch(ProviderSet doubles)
    {
        doubles.Slack.HarborStudio.Posted += Say;
        doubles.Journal.Happened += Say;
    }

    /// <summary>What a person reads last.</summary>
    public static string Farewell(Journal journal)
    {
        var violations = journal.Violations();
        var counts = string.Create(
            CultureInfo.InvariantCulture, $"{journal.Exchanges.Count} requests, {journal.Exchanges.Count(exchange => exchange.Wrote)} changes");
        return violations.Count == 0
            ? $"Stopped after {counts}. Nothing was wrong with any of them."
            : $"Stopped after {counts}. This was wrong:\n{string.Join('\n', violations.Select(violation => "  " + violation))}";
    }

    private void Say(SlackChannel channel, SlackMessage message)
        => Line($"Slack #{channel.Name}{(message.ThreadTs is null ? "" : " (in a thread)")}: {message.Text}"
            + string.Concat(message.Files.Select(file => $" [file {file.Name}, {file.Length} bytes]")));

    private void Say(Exchange exchange)
    {
        if (exchange.Misuse is { } misuse)
        {
            Line($"{exchange.Provider} refused {exchange.Method} {exchange.Path}: {misuse}");
        }
        else if (exchange.Door != Door.Api || (exchange.Wrote && !exchange.Path.EndsWith("/chat.postMessage", StringComparison.Ordinal)))
        {
            Line($"{exchange.Provider} {exchange.Method} {exchange.Path} -> {exchange.Status}");
        }
    }

    private void Line(string text)
    {
        var time = clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            writer.WriteLine($"{time}  {Visible(text)}");
        }
    }

    // What others wrote must not steer the terminal.
    private static string Visible(string text) => string.Concat(text.Select(letter => letter == '\n' ? " / " : char.IsControl(letter) ? " " : letter.ToString()));
}
