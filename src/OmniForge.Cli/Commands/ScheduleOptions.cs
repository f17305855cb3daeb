using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>What can be said about a schedule besides its times; shared by `create` and `update`. An option left out changes nothing.</summary>
internal sealed class ScheduleOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "A name for people." };
    private readonly Option<string?> _missed = Choice("--missed", "Times missed while the server was off. Default latest.", "latest", "skip", "all");
    private readonly Option<string?> _window = new("--missed-window") { Description = "How late a missed time may still run: 10s to 30d. Default 1h." };
    private readonly Option<int?> _limit = new("--missed-limit") { Description = "Most missed times that `--missed all` runs, at most 100. Default 10." };

    private readonly Option<string?> _overlap = Choice(
        "--overlap", "When the run before is not over. Default skip.", "skip", "buffer-one", "buffer-all", "cancel-other", "terminate-other", "allow-all");

    private readonly Option<string?> _jitter = new("--jitter") { Description = "Put each time off by up to this much, at most 1h. Default 0s." };
    private readonly Option<string?> _start = new("--start") { Description = "No time before this, such as 2026-12-01 or \"2026-12-01 08:00\"." };
    private readonly Option<string?> _end = new("--end") { Description = "No time after this." };
    private readonly Option<long?> _max = new("--max-firings") { Description = "End after so many runs. 0 = never." };
    private readonly Option<int?> _failures = new("--pause-after-failures") { Description = "Pause after so many failed runs in a row. 0 = never. Default 5." };
    private readonly Option<string[]> _except = new("--except") { Description = "Dates without a run, such as 2026-12-25.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _gap = Choice("--skipped-time", "A local time that the clock skips in spring. Default after.", "after", "skip");
    private readonly Option<string?> _fold = Choice("--repeated-time", "A local time that comes twice in autumn. Default first.", "first", "both");
    private readonly Option<string?> _input = new("--input") { Description = "JSON object given to every run." };

    public void AddTo(Command command)
    {
        Option[] all = [_name, _missed, _window, _limit, _overlap, _jitter, _start, _end, _max, _failures, _except, _gap, _fold, _input];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Writes what was said into the schedule and gives the fields that were.</summary>
    public List<string> Fill(Call call, Schedule schedule, TimeZoneInfo zone)
    {
        var said = new List<string>();
        On(call.Value(_name), "name", text => schedule.Name = text);
        On(call.Value(_missed), "missed_policy", word => schedule.MissedPolicy = word == "all" ? MissedPolicy.RunAll : word == "skip" ? MissedPolicy.Skip : MissedPolicy.RunLatest);
        On(call.Value(_window), "missed_window", text => schedule.MissedWindow = PersonTimes.Span("--missed-window", text));
        OnNumber(call.Value(_limit), "missed_limit", number => schedule.MissedLimit = number);
        On(call.Value(_overlap), "overlap_policy", word => schedule.OverlapPolicy = Enum.Parse<OverlapPolicy>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true));
        On(call.Value(_jitter), "jitter", text => schedule.Jitter = PersonTimes.Span("--jitter", text));
        On(call.Value(_start), "start_at", text => schedule.StartAt = PersonTimes.Read("--start", text, zone));
        On(call.Value(_end), "end_at", text => schedule.EndAt = PersonTimes.Read("--end", text, zone));
        OnNumber(call.Value(_max), "max_firings", number => schedule.MaxFirings = number);
        OnNumber(call.Value(_failures), "pause_after_failures", number => schedule.PauseAfterFailures = number);
        On(call.Value(_gap), "gap_policy", word => schedule.GapPolicy = word == "skip" ? DstGapPolicy.Skip : DstGapPolicy.FireAfter);
        On(call.Value(_fold), "fold_policy", word => schedule.FoldPolicy = word == "both" ? DstFoldPolicy.Both : DstFoldPolicy.First);
        On(call.Value(_input), "input_data", text => schedule.InputData = Input(text));
        if (call.Value(_except) is { Length: > 0 } dates)
        {
            schedule.ExcludedDates.AddRange(dates);
            said.Add("excluded_dates");
        }

        return said;

        void On(string? value, string field, Action<string> set)
        {
            if (value is not null)
            {
                set(value);
                said.Add(field);
            }
        }

        void OnNumber<T>(T? value, string field, Action<T> set)
            where T : struct
        {
            if (value is { } number)
            {
                set(number);
                said.Add(field);
            }
        }
    }

    private static Google.Protobuf.WellKnownTypes.Struct Input(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return JsonParser.Default.Parse<Google.Protobuf.WellKnownTypes.Struct>(text);
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new CliException("--input must be a JSON object, for instance --input '{\"region\": \"north\"}'.", ExitCodes.Usage);
    }

    private static Option<string?> Choice(string name, string description, params string[] words)
    {
        Option<string?> option = new(name) { Description = description };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
