using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>What language models had to do with a turn, as its row keeps it and events tell of it.</summary>
internal static class ModelUse
{
    /// <summary>Adds answers and usage to the rows, and gives the event that tells of them; none when no model was asked.</summary>
    public static IEnumerable<ConversationEvent> Record(ConversationRow row, TurnRow turn, IReadOnlyList<ModelCall> calls, ModelPrice? price)
    {
        if (calls.Count == 0)
        {
            return [];
        }

        var used = calls.Aggregate(new RunUsage(), (sum, call) => sum.Plus(Used(call, price)));
        var total = Stored(row.Usage).Plus(used);
        turn.Answers = Written(turn.Answers, calls);
        turn.Usage = Stored(turn.Usage).Plus(used).ToProto().ToByteArray();
        row.Usage = total.ToProto().ToByteArray();
        return [new() { UsageRecorded = new() { Delta = used.ToProto(), Total = total.ToProto(), Prompt = calls[^1].Prompt } }];
    }

    private static RunUsage Stored(byte[] usage) => usage.Length > 0 ? Usage.Parser.ParseFrom(usage).ToRun() : new();

    private static RunUsage Used(ModelCall call, ModelPrice? price) => new()
    {
        InputTokens = call.InputTokens,
        OutputTokens = call.OutputTokens,
        ModelCalls = 1,
        CostMicros = price?.CostOf(call.InputTokens, call.OutputTokens) ?? 0,
        Provider = call.Provider,
        Model = call.Model,
    };

    /// <summary>The wording that each model answered to, and its text.</summary>
    private static string Written(string before, IEnumerable<ModelCall> calls)
    {
        var answers = before.Length > 0 && JsonNode.Parse(before) is JsonArray known ? known : [];
        foreach (var call in calls)
        {
            answers.Add(new JsonObject { ["prompt"] = call.Prompt, ["provider"] = call.Provider, ["model"] = call.Model, ["answer"] = call.Answer });
        }

        return answers.ToJsonString();
    }
}
