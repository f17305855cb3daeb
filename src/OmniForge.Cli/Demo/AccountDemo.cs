using System.Text.Json.Nodes;
using OmniForge.Cli.Chat;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Servers;
using OmniForge.Client;

namespace OmniForge.Cli.Demo;

/// <summary>
/// From "connect my Notion" to a message in Slack, without a keyboard and without the network: stand-ins play the providers, one of them
/// asks for patience once, and what they wrote down proves at the end that it happened.
/// </summary>
internal sealed class AccountDemo(CliContext context, string home)
{
    // More than the builder ever asks; a conversation that goes on longer runs in circles.
    private const int MostTurns = 20;

    private readonly Terminal _terminal = context.Terminal;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Head("Stand-ins of Notion and Slack, and a server in a fresh data folder");
        await using var doubles = await DoublesProcess.StartAsync(cancellationToken);
        await using var server = await ServerProcess.StartAsync(home, DemoRun.Outside, doubles.Settings, cancellationToken);
        using var client = new OmniForgeClient(new OmniForgeClientOptions { BaseUrl = server.Grpc, ApiKey = new LocalHome(home).ReadKey() });
        _terminal.Line($"The server answers at {server.Grpc}. Nothing reaches the real Notion and Slack.");

        Head("The conversation");
        var view = new ChatView(_terminal, SkillShowing.Whole);
        var session = await client.Conversations.OpenAsync(cancellationToken: cancellationToken);
        view.Greet(session.Greeting);
        await using (var room = new ChatRoom(session, _terminal, view, new FileDesk(client, _terminal, home)))
        {
            await ConverseAsync(room, doubles, cancellationToken);
        }

        Head("What the stand-ins wrote down");
        Check(await doubles.EndAsync(cancellationToken));
    }

    private async Task ConverseAsync(ChatRoom room, DoublesProcess doubles, CancellationToken cancellationToken)
    {
        var answer = AccountScript.Connect;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            if (answer == AccountScript.RunNow)
            {
                await doubles.StumbleAsync(cancellationToken);
                _terminal.Line("  (From here on Notion refuses one request because there are too many.)");
            }

            _terminal.Line($"You: {answer}");
            Require(await room.TurnAsync(answer, cancellationToken), $"the turn \"{answer}\" did not end well ({room.View.Report.Outcome})");
            if (answer == AccountScript.RunNow)
            {
                return;
            }

            if (room.View.Report.Link is { Length: > 0 } link)
            {
                await SignInAsync(link, cancellationToken);
                Require(await room.HearAsync(cancellationToken), "the end of the sign-in was not noticed");
            }

            answer = AccountScript.Answer(room.View.Report) ?? throw new CliException(
                $"The demo stopped: it has no answer to \"{room.View.Report.Question?.Text ?? room.View.Report.Reply}\".");
        }

        throw new CliException($"The demo stopped: after {MostTurns} turns the agent still does not run.");
    }

    /// <summary>What a person does in a browser.</summary>
    private async Task SignInAsync(string link, CancellationToken cancellationToken)
    {
        using var browser = new DemoBrowser();
        await browser.OpenAsync(link, cancellationToken);
        _terminal.Line($"  (In a browser: \"{browser.Title}\". Go on.)");
        await browser.ClickAsync("Go on", cancellationToken);
        _terminal.Line($"  (The page of {browser.Title} asks which account. Allow.)");
        await browser.ClickAsync("Allow", cancellationToken);
        _terminal.Line($"  (The last page: \"{browser.Title}\".)");
    }

    private void Check(IReadOnlyList<JsonObject> lines)
    {
        var from = lines.Index().LastOrDefault(line => line.Item.ContainsKey("stumbles")).Index;
        var queries = lines.Skip(from).Where(line => Text(line, "provider") == "notion" && Text(line, "path").EndsWith("/query", StringComparison.Ordinal)).ToList();
        var pages = queries.Count(line => Text(line, "status") == "200");
        Require(queries.Exists(line => Text(line, "status") == "429"), "no request met the refusal that was ordered");
        Require(pages > 1, $"the rows did not come page by page but in {pages}");
        var posted = lines.Where(line => Text(line, "posted").Length > 0).ToList();
        Require(posted.Count == 1 && Text(posted[0], "posted") == AccountScript.Channel, $"{posted.Count} messages arrived instead of one in #{AccountScript.Channel}");
        Require(lines[^1]["wrong"] is JsonArray { Count: 0 }, $"something was wrong with the requests: {lines[^1].ToJsonString()}");
        _terminal.Line($"Notion refused one request and gave the rows in {pages} pages afterwards; nothing was wrong with any request.");
        _terminal.Line($"One message arrived in #{AccountScript.Channel}:");
        _terminal.Line();
        _terminal.Line(Text(posted[0], "text"));
    }

    private static string Text(JsonObject line, string name) => line[name]?.ToString() ?? "";

    private static void Require(bool met, string fault)
    {
        if (!met)
        {
            throw new CliException($"The demo failed: {fault}.");
        }
    }

    private void Head(string title)
    {
        _terminal.Line();
        _terminal.Line($"== {title}");
    }
}
