using System.Text.Json;

namespace OmniForge.Cli.Tests.Processes;

public sealed class CommandsAgainstServerTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task An_agent_is_listed_shown_switched_on_run_watched_and_paused()
    {
        var id = await server.CreateAgentAsync("Low stock");

        var list = await server.RunAsync("agents", "list");
        Assert.True(list.Code == 0 && list.Output.Contains("Low stock", StringComparison.Ordinal), list.All);
        var show = await server.RunAsync("agents", "show", "low stock", "--skills");
        Assert.True(show.Output.Contains("name: low-stock", StringComparison.Ordinal), show.All);
        var refused = await server.RunAsync("run", "Low stock");
        Assert.True(refused.Code == 1 && refused.Error.Trim().Length > 0 && refused.Output.Length == 0, refused.All);
        var dry = await server.RunAsync("run", "Low stock", "--dry-run");
        Assert.True(dry.Code == 0 && dry.Output.Contains("only predicted", StringComparison.Ordinal), dry.All);
        var activate = await server.RunAsync("agents", "activate", id, "--without-test");
        Assert.True(activate.Code == 0, activate.All);
        var run = await server.RunAsync("run", "Low stock");
        Assert.True(run.Code == 0 && run.Output.Contains("rows: 2", StringComparison.Ordinal), run.All);
        Assert.Contains("tool calls", run.Output, StringComparison.Ordinal);
        var report = await server.RunAsync("files", "get", "output/low.md", "--agent", "Low stock");
        Assert.True(report.Output.Contains("nails", StringComparison.Ordinal), report.All);
        var executions = await server.RunAsync("executions", "list", "--agent", "Low stock", "--json");
        Assert.Equal(2, JsonDocument.Parse(executions.Output).RootElement.GetProperty("executions").GetArrayLength());
        var pause = await server.RunAsync("agents", "pause", "Low stock");
        Assert.True(pause.Code == 0 && pause.Output.Contains("paused", StringComparison.Ordinal), pause.All);
    }

    [Fact]
    public async Task Events_are_printed_as_lines_of_JSON_without_a_gap()
    {
        await server.CreateAgentAsync("Gapless");
        await server.RunAsync("agents", "activate", "Gapless", "--without-test");
        var run = await server.RunAsync("run", "Gapless", "--json");
        Assert.True(run.Code == 0, run.All);
        var events = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var id = events[0].GetProperty("execution_id").GetString()!;

        var last = 0L;
        foreach (var happened in events.Where(happened => happened.TryGetProperty("sequence", out _)))
        {
            var sequence = long.Parse(happened.GetProperty("sequence").GetString()!);
            var skipped = happened.TryGetProperty("skipped", out var hidden) ? hidden.GetInt64() : 0;
            Assert.Equal(last + 1 + skipped, sequence);
            last = sequence;
        }

        Assert.True(events[^1].TryGetProperty("execution_finished", out _), run.All);
        var watch = await server.RunAsync("executions", "watch", id, "--after", "3", "--json");
        Assert.StartsWith("{", watch.Output, StringComparison.Ordinal);
        Assert.Equal("4", JsonDocument.Parse(watch.Output.Split('\n')[0]).RootElement.GetProperty("sequence").GetString());
        var show = await server.RunAsync("executions", "show", id);
        Assert.True(show.Output.Contains("low-stock: succeeded", StringComparison.Ordinal), show.All);
        var cancel = await server.RunAsync("executions", "cancel", id);
        Assert.True(cancel.Code == 1 && cancel.Error.Trim().Length > 0, cancel.All);
    }

    [Fact]
    public async Task All_executions_are_watched_as_lines_until_the_watcher_leaves()
    {
        var agent = await server.CreateAgentAsync("Watched stock");
        await server.RunAsync("agents", "activate", agent, "--without-test");
        using var watch = CliProcess.Start(server.Home, ["executions", "watch", "--agent", "Watched stock"]);
        using var json = CliProcess.Start(server.Home, ["executions", "watch", "--agent", agent, "--status", "succeeded", "--json"]);
        var seen = Task.WhenAll(watch.SeeAsync("Watched stock  succeeded"), json.SeeAsync("EXECUTION_STATUS_SUCCEEDED"));

        // A watcher that has just begun to watch shows what ends from then on.
        do
        {
            var run = await server.RunAsync("run", agent);
            Assert.True(run.Code == 0, run.All);
        }
        while (!seen.IsCompleted);

        await seen;
        var id = (await watch.SeeAsync("succeeded")).Split(' ')[0];
        Assert.Equal(0, (await server.RunAsync("executions", "show", id)).Code);
        foreach (var program in new[] { watch, json })
        {
            await program.SignalAsync("INT");
            var end = await program.EndAsync();
            Assert.True(end.Code == 0 && end.Error.Contains("go on without you", StringComparison.Ordinal), end.All);
        }
    }

    [Fact]
    public async Task What_may_be_left_out_may_be_left_out_and_what_is_missing_is_said()
    {
        await server.CreateAgentAsync("Terse stock");
        var cron = await server.RunAsync("schedules", "create", "Terse stock", "--cron", "30 8 * * 1-5", "--zone", "Europe/Lisbon");
        Assert.True(cron.Code == 0, cron.All);
        var renamed = await server.RunAsync("schedules", "update", "Terse stock", "--missed", "skip");
        Assert.True(renamed.Code == 0, renamed.All);
        var timeless = await server.RunAsync("schedules", "create", "Terse stock");
        Assert.True(timeless.Code == 2 && timeless.Error.StartsWith("Say when:", StringComparison.Ordinal), timeless.All);
        foreach (var verb in new[] { "stop", "release" })
        {
            var nobody = await server.RunAsync("agents", verb);
            Assert.True(nobody.Code == 2 && nobody.Error.Contains("either one agent or --all", StringComparison.Ordinal), nobody.All);
            var both = await server.RunAsync("agents", verb, "Terse stock", "--all");
            Assert.True(both.Code == 2 && both.Error.Contains("either one agent or --all", StringComparison.Ordinal), both.All);
        }
    }

    [Fact]
    public async Task A_file_comes_back_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();
        var folder = Directory.CreateDirectory(Path.Combine(server.Home, "mine")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "raw.txt"), bytes, TestContext.Current.CancellationToken);

        var put = await server.RunAsync("files", "put", Path.Combine(folder, "raw.txt"), "--name", "copy.txt");
        var get = await server.RunAsync("files", "get", "copy.txt", "--output", Path.Combine(folder, "back.txt"));
        var list = await server.RunAsync("files", "list");

        Assert.True(put.Code == 0 && get.Code == 0, put.All + get.All);
        Assert.Contains("copy.txt", list.Output, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(folder, "back.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Keys_are_made_by_the_servers_program_and_open_the_door()
    {
        var made = await CliProcess.RunAsync(server.Home, ["keys", "create", "--tenant", "acme", "--roles", "viewer", "--json"]);
        Assert.True(made.Code == 0, made.All);
        var key = JsonDocument.Parse(made.Output).RootElement.GetProperty("key").GetString()!;

        var list = await CliProcess.RunAsync(server.Home, ["agents", "list", "--json"], environment: ("OMNIFORGE_API_KEY", key));
        var refused = await CliProcess.RunAsync(server.Home, ["agents", "pause", "anything"], environment: ("OMNIFORGE_API_KEY", key));
        var wrong = await CliProcess.RunAsync(server.Home, ["agents", "list"], environment: ("OMNIFORGE_API_KEY", "of_sk_wrong"));

        Assert.True(list.Code == 0 && !list.Output.Contains("Low stock", StringComparison.Ordinal), list.All);
        Assert.Equal(1, refused.Code);
        Assert.True(wrong.Code == 1 && wrong.Error.Contains("does not know this key", StringComparison.Ordinal), wrong.All);
    }

    [Fact]
    public async Task A_schedule_is_made_changed_paused_fired_and_looked_at()
    {
        await server.CreateAgentAsync("Hourly stock");
        await server.RunAsync("agents", "activate", "Hourly stock", "--without-test");
        var vague = await server.RunAsync("schedules", "create", "Hourly stock", "8:30ish on Mondays", "--zone", "Europe/Lisbon");
        Assert.True(vague.Code == 1 && vague.Output.Contains('?', StringComparison.Ordinal), vague.All);
        var made = await server.RunAsync("schedules", "create", "Hourly stock", "weekdays at 8:30", "--zone", "Europe/Lisbon", "--overlap", "buffer-one");
        Assert.True(made.Code == 0 && made.Output.Contains("next ", StringComparison.Ordinal), made.All);
        var list = await server.RunAsync("schedules", "list", "--agent", "Hourly stock", "--zone", "Asia/Tokyo");
        Assert.True(list.Code == 0 && (list.Output.Contains("17:30", StringComparison.Ordinal) || list.Output.Contains("16:30", StringComparison.Ordinal)), list.All);
        var changed = await server.RunAsync("schedules", "update", "Hourly stock", "Tuesdays at 9:15", "--missed", "skip", "--json");
        var schedule = JsonDocument.Parse(changed.Output).RootElement;
        Assert.Equal(("SCHEDULE_STATUS_ACTIVE", "MISSED_POLICY_SKIP", "OVERLAP_POLICY_BUFFER_ONE"),
            (schedule.GetProperty("status").GetString(), schedule.GetProperty("missed_policy").GetString(), schedule.GetProperty("overlap_policy").GetString()));
        var paused = await server.RunAsync("schedules", "pause", "Hourly stock", "--reason", "holidays");
        Assert.True(paused.Code == 0 && paused.Output.Contains("schedules resume", StringComparison.Ordinal), paused.All);
        Assert.Contains("holidays", (await server.RunAsync("schedules", "list", "--agent", "Hourly stock")).Output, StringComparison.Ordinal);
        var resumed = await server.RunAsync("schedules", "resume", "Hourly stock");
        Assert.True(resumed.Code == 0, resumed.All);
        var fired = await server.RunAsync("schedules", "fire", "Hourly stock");
        Assert.True(fired.Code == 0 && fired.Output.Contains("executions watch", StringComparison.Ordinal), fired.All);
        var firings = await server.RunAsync("schedules", "firings", "Hourly stock");
        Assert.True(firings.Code == 0 && firings.Output.Contains("by hand", StringComparison.Ordinal), firings.All);
        var backfill = await server.RunAsync("schedules", "backfill", "Hourly stock", "--from", "2020-01-01", "--to", "2020-01-02");
        Assert.True(backfill.Code == 1 && backfill.Error.Contains("90 days", StringComparison.Ordinal), backfill.All);
        var gone = await server.RunAsync("schedules", "delete", "Hourly stock");
        Assert.True(gone.Code == 0, gone.All);
    }

    [Fact]
    public async Task Words_are_previewed_as_a_schedule_or_asked_back()
    {
        var clear = await server.RunAsync("schedules", "preview", "every Friday at 4pm", "--zone", "Europe/Lisbon");
        var vague = await server.RunAsync("schedules", "preview", "8:30ish on Mondays", "--zone", "Europe/Lisbon");

        Assert.True(clear.Code == 0 && clear.Output.Split("Friday,").Length == 6, clear.All);
        Assert.True(vague.Code == 1 && vague.Output.Contains('?', StringComparison.Ordinal), vague.All);
    }

    [Theory]
    [InlineData("executions", "show", "00000000000000000000000000000000")]
    [InlineData("executions", "watch", "00000000000000000000000000000000")]
    [InlineData("agents", "show", "nobody")]
    [InlineData("files", "get", "nothing.csv")]
    [InlineData("files", "put", "no-such-file.csv")]
    public async Task What_does_not_exist_is_said_in_a_sentence(params string[] line)
    {
        var result = await server.RunAsync(line);

        Assert.True(result.Code == 1 && result.Error.Trim().Length > 0, result.All);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
    }
}
