using System.Text;
using OmniForge.Cli.Chat;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Servers;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Demo;

/// <summary>The whole job from an empty data folder to a report, without a keyboard and without the network.</summary>
internal sealed class DemoRun(CliContext context, string home)
{
    // More than the builder ever asks; a conversation that goes on longer runs in circles.
    private const int MostTurns = 15;

    // Lines of the report that are printed; the file has them all.
    private const int MostLines = 40;

    // What would reach outside, or make one demo differ from the next.
    internal static readonly string[] Outside =
    [
        "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "OPENROUTER_API_KEY", "OLLAMA_HOST", "DATABASE_URL", "OMNIFORGE_TIME_ZONE",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
    ];

    private readonly Terminal _terminal = context.Terminal;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Head("A server in a fresh data folder");
        await using var server = await ServerProcess.StartAsync(home, Outside, cancellationToken);
        using var client = new OmniForgeClient(new OmniForgeClientOptions { BaseUrl = server.Grpc, ApiKey = new LocalHome(home).ReadKey() });
        _terminal.Line($"It answers at {server.Grpc} and keeps everything in {home}.");
        await ShareListAsync(client, cancellationToken);

        Head("The conversation");
        var view = new ChatView(_terminal, SkillShowing.Whole);
        var session = await client.Conversations.OpenAsync(cancellationToken: cancellationToken);
        view.Greet(session.Greeting);
        await using var room = new ChatRoom(session, _terminal, view, new FileDesk(client, _terminal, home));
        await ConverseAsync(room, cancellationToken);

        var conversation = await client.Conversations.GetAsync(room.ConversationId, cancellationToken);
        await CheckAgentAsync(client, conversation.AgentId, view.Report, cancellationToken);
        await ShowReportAsync(client, conversation.AgentId, cancellationToken);
    }

    private async Task ShareListAsync(OmniForgeClient client, CancellationToken cancellationToken)
    {
        var list = await DemoFiles.ReadAsync(cancellationToken);
        await client.Files.PutAsync(DemoFiles.Name, list, cancellationToken);
        var rows = Encoding.UTF8.GetString(list).Count(letter => letter == '\n') - 1;
        _terminal.Line($"{DemoFiles.Name} with {rows} projects is shared with the agents.");
    }

    private async Task ConverseAsync(ChatRoom room, CancellationToken cancellationToken)
    {
        var answer = DemoScript.Wish;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            _terminal.Line($"You: {answer}");
            if (!await room.TurnAsync(answer, cancellationToken))
            {
                throw new CliException($"The demo stopped: the turn \"{answer}\" did not end well ({room.View.Report.Outcome}).");
            }

            if (answer == DemoScript.RunNow)
            {
                return;
            }

            answer = DemoScript.Answer(room.View.Report) ?? throw new CliException(
                $"The demo stopped: it has no answer to \"{room.View.Report.Question?.Text ?? room.View.Report.Reply}\".");
        }

        throw new CliException($"The demo stopped: after {MostTurns} turns the agent still does not run.");
    }

    private async Task CheckAgentAsync(OmniForgeClient client, string agentId, TurnReport report, CancellationToken cancellationToken)
    {
        Head("What is stored now");
        var agent = await client.Agents.GetAsync(agentId, cancellationToken);
        Require(agent.Status == AgentStatus.Active, $"the agent is not on but {Words.Of(agent.Status)}");
        Require(report.Test == ExecutionStatus.Succeeded, "the dry run did not succeed");
        var schedules = await client.Schedules.ListAsync(new() { AgentId = agentId }, cancellationToken).ToListAsync(cancellationToken);
        Require(schedules.Any(schedule => schedule.NextFireTimes.Count > 0), "the agent has no next time to run");
        _terminal.Line($"{agent.Name} is {Words.Of(agent.Status)}, version {agent.Version}.");
        foreach (var schedule in schedules)
        {
            _terminal.Line($"It runs {schedule.Description}");
            foreach (var next in schedule.NextFireTimes.Take(3))
            {
                _terminal.Line($"  {Words.Day(next, PersonZone.Find(schedule.TimeZone))} ({Words.Zone(schedule.TimeZone)})");
            }
        }
    }

    private async Task ShowReportAsync(OmniForgeClient client, string agentId, CancellationToken cancellationToken)
    {
        var runs = await client.Executions.ListAsync(new() { AgentId = agentId }, cancellationToken).ToListAsync(cancellationToken);
        var live = runs.FirstOrDefault(run => run.Mode is ExecutionMode.Live or ExecutionMode.Unspecified);
        Require(live is not null, "the agent did not really run");
        Require(live!.Status == ExecutionStatus.Succeeded, $"the run {Words.Of(live.Status)}: {live.Error}");
        var files = await client.Files.ListAsync(new() { AgentId = agentId }, cancellationToken).ToListAsync(cancellationToken);
        var named = live.Result?.Fields.GetValueOrDefault("file")?.StringValue;
        var report = files.Find(file => file.Path == named) ?? files.Find(file => file.Path.EndsWith(".md", StringComparison.Ordinal));
        Require(report is not null, "the run wrote no report");
        var content = (await client.Files.GetAsync(new GetFileRequest { Path = report!.Path, AgentId = agentId }, cancellationToken)).Content;
        Require(content.Length > 0, $"{report.Path} is empty");

        Head("The report");
        var lines = content.ToStringUtf8().TrimEnd().Split('\n');
        _terminal.Line(string.Join('\n', lines.Take(MostLines)));
        if (lines.Length > MostLines)
        {
            _terminal.Line($"… and {lines.Length - MostLines} more lines in the file");
        }

        var copy = Path.Combine(Path.GetTempPath(), "omniforge-demo-report.md");
        await File.WriteAllBytesAsync(copy, content.ToByteArray(), cancellationToken);
        Head("Where it lies");
        var inside = Directory.EnumerateFiles(home, Path.GetFileName(report.Path), SearchOption.AllDirectories)
            .FirstOrDefault(path => path.Replace('\\', '/').EndsWith("/" + report.Path, StringComparison.Ordinal));
        _terminal.Line(inside is null ? $"In the agent's workspace: {report.Path}" : $"In the agent's workspace: {inside}");
        _terminal.Line($"A copy that outlives the demo: {copy}");
    }

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
