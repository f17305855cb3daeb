using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Benchmarks;

/// <summary>How long people wait for the builder's answer: from the turn to its end, on one stream per conversation, with the offline model.</summary>
internal static class TalkBench
{
    private const int People = 100;

    // One person may have 50 open conversations.
    private const int EachPerson = 25;

    // A talk as the tests of the builder lead it, up to a proposal and changes of it; nothing is created, so that every turn is the same work.
    private static readonly string[] Turns =
    [
        "read projects.csv and list the at risk ones",
        "every Monday at 8 in the morning",
        "also only those above 20000",
        "top 10, the most expensive first",
        "weekdays at 9:30am instead",
        "drop the owner column",
        "what will it do?",
        "undo",
        "call it Risk radar",
        "make that 5 rows",
    ];

    public static async Task RunAsync()
    {
        await using var server = await ServerUnderTest.StartAsync("");
        await SeedAsync(server);
        var people = new List<CallInvoker>();
        for (var person = 0; person < People; person += EachPerson)
        {
            people.AddRange(Enumerable.Repeat(await server.CallsOfAnotherAsync(), EachPerson));
        }

        await MeasureAsync(people, rounds: 2, every: null);
        Print("sqlite/1/at-once", await MeasureAsync(people[..1], rounds: 5, every: null));
        Print($"sqlite/{People}/each-2s", await MeasureAsync(people, rounds: 2, TimeSpan.FromSeconds(2)));
        Print($"sqlite/{People}/at-once", await MeasureAsync(people, rounds: 2, every: null));
    }

    private static void Print(string name, (List<double> Waits, double Seconds) run)
        => Result.Print(
            "talk", name, ("turns", run.Waits.Count), ("per_second", run.Waits.Count / run.Seconds), ("p50_ms", Result.Percentile(run.Waits, 0.5)),
            ("p99_ms", Result.Percentile(run.Waits, 0.99)), ("max_ms", Result.Percentile(run.Waits, 1)));

    /// <param name="every">Between two turns of one person; null = the next follows the answer at once.</param>
    private static async Task<(List<double> Waits, double Seconds)> MeasureAsync(List<CallInvoker> people, int rounds, TimeSpan? every)
    {
        var clock = Stopwatch.StartNew();
        var waits = await Task.WhenAll(people.Select((calls, person) => TalkAsync(calls, rounds, every, (double)person / people.Count)));
        return ([.. waits.SelectMany(one => one)], clock.Elapsed.TotalSeconds);
    }

    private static async Task<List<double>> TalkAsync(CallInvoker calls, int rounds, TimeSpan? every, double share)
    {
        var conversations = new ConversationService.ConversationServiceClient(calls);
        var waits = new List<double>();
        if (every is { } pause)
        {
            // People do not begin in the same instant.
            await Task.Delay(pause * share);
        }

        for (var round = 0; round < rounds; round++)
        {
            using var call = conversations.Converse();
            await call.RequestStream.WriteAsync(new() { FrameId = "create", Create = new() });
            var id = (await ResultAsync(call, "create")).Create.Conversation.Id;
            foreach (var (turn, words) in Turns.Index())
            {
                var begun = Stopwatch.GetTimestamp();
                await call.RequestStream.WriteAsync(new() { FrameId = $"t{turn}", Turn = new() { ConversationId = id, Message = words } });
                await EndAsync(call, $"t{turn}");
                var waited = Stopwatch.GetElapsedTime(begun);
                waits.Add(waited.TotalMilliseconds);
                if (every is { } next && next > waited)
                {
                    await Task.Delay(next - waited);
                }
            }

            await call.RequestStream.CompleteAsync();
            await conversations.DeleteConversationAsync(new() { ConversationId = id });
        }

        return waits;
    }

    /// <summary>Up to the turn's end, as a person sees it.</summary>
    private static async Task EndAsync(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> call, string frame)
    {
        var accepted = false;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var got = call.ResponseStream.Current;
            if (got.Result is { } result && result.FrameId == frame)
            {
                Require(result);
                accepted = true;
                if (result.Turn is not null)
                {
                    return;
                }
            }

            if (accepted && got.Event?.TurnFinished is not null)
            {
                return;
            }
        }

        throw new InvalidOperationException("the stream ended within a turn");
    }

    private static async Task<ConverseResult> ResultAsync(AsyncDuplexStreamingCall<ConverseRequest, ConverseResponse> call, string frame)
    {
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Result is { } result && result.FrameId == frame)
            {
                Require(result);
                return result;
            }
        }

        throw new InvalidOperationException("the stream ended before an answer");
    }

    private static void Require(ConverseResult result)
    {
        if (result.Error is { Code: not 0 } error)
        {
            throw new InvalidOperationException(error.Message);
        }
    }

    private static async Task SeedAsync(ServerUnderTest server)
    {
        var rows = Enumerable.Range(1, 240).Select(row => $"Project {row},Client {row % 15},Owner {row % 7},{(row % 3 == 0 ? "At risk" : "On track")},2026-12-{(row % 28) + 1:00},{row * 500}");
        var text = "project,client,owner,status,due_date,budget\n" + string.Join('\n', rows) + "\n";
        Directory.CreateDirectory(server.SharedFiles);
        await File.WriteAllBytesAsync(Path.Combine(server.SharedFiles, "projects.csv"), ByteString.CopyFromUtf8(text).ToByteArray());
    }
}
