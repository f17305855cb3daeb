using OmniForge.Doubles.Faults;

namespace OmniForge.Doubles.Terminal;

/// <summary>
/// For a program that watches: first the settings of a server, then each request and message, at the end what was wrong, one JSON object a
/// line. The word `stumble` on the input makes the next query of Notion meet a 429; the end of the input ends everything.
/// </summary>
internal sealed class LineLog(TextReader input, TextWriter output)
{
    private readonly Lock _gate = new();

    public async Task RunAsync(ProviderSet doubles, Task stopped)
    {
        doubles.Slack.HarborStudio.Posted += (channel, message) => Write(new() { ["posted"] = channel.Name, ["text"] = message.Text });
        doubles.Journal.Happened += exchange => Write(new()
        {
            ["provider"] = exchange.Provider,
            ["method"] = exchange.Method,
            ["path"] = exchange.Path,
            ["status"] = exchange.Status,
        });
        Write(new()
        {
            ["settings"] = new JsonObject(ServerSettings.Of(doubles, one => one.Address).Select(setting => KeyValuePair.Create(setting.Name, (JsonNode?)setting.Value))),
        });
        await Task.WhenAny(stopped, ObeyAsync(doubles));
        Write(new() { ["wrong"] = new JsonArray([.. doubles.Journal.Violations().Select(violation => (JsonNode)violation)]) });
    }

    private async Task ObeyAsync(ProviderSet doubles)
    {
        while (await input.ReadLineAsync() is { } word)
        {
            if (word.Trim() == "stumble")
            {
                doubles.Notion.Faults.Next(
                    Fault.Answering(StatusCodes.Status429TooManyRequests, TimeSpan.FromSeconds(1)), call => call.Path.EndsWith("/query", StringComparison.Ordinal));
                Write(new() { ["stumbles"] = true });
            }
        }
    }

    private void Write(JsonObject line)
    {
        lock (_gate)
        {
            output.WriteLine(line.ToJsonString());
            output.Flush();
        }
    }
}
