using System.Text.Json.Nodes;
using Google.Protobuf;
using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions;
using OmniForge.Server.Models;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Understands a turn: by the grammar, or by the configured language model held against it.</summary>
internal sealed class TurnReader(ModelDirectory models, TimeProvider clock)
{
    public async Task<ReadTurn> ReadAsync(string text, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
        => models.Offline || text.Length == 0
            ? new(new(GrammarReader.Read(text, state, world)), null)
            : new(await new ModelReader(models.For(""), clock).ReadAsync(text, state, world, cancellationToken), models.PriceOf(""));
}

/// <summary>A turn as it was read, and what that took.</summary>
/// <param name="Price">Null = not known; then no cost is counted.</param>
internal sealed record ReadTurn(ModelReading Reading, ModelPrice? Price)
{
    /// <summary>A turn that is answered without being read, for instance by the question which agent is meant.</summary>
    public static ReadTurn Unread { get; } = new(new(new TurnUnderstanding()), null);

    public TurnUnderstanding Understood => Reading.Understood;

    /// <summary>What the person is told before the answer; empty = nothing.</summary>
    public string Notice => Reading.Fallback is { } cause ? $"I read this by fixed rules, because {cause} Please check what I understood." : "";

    /// <summary>Writes answers and usage into the rows, and gives the events that tell of them.</summary>
    public IEnumerable<ConversationEvent> Record(ConversationRow row, TurnRow turn)
    {
        if (Reading.Calls.Count == 0)
        {
            return [];
        }

        var used = Reading.Calls.Aggregate(new RunUsage(), (sum, call) => sum.Plus(Used(call)));
        var total = (row.Usage.Length > 0 ? Usage.Parser.ParseFrom(row.Usage).ToRun() : new()).Plus(used);
        turn.Answers = ModelAnswers.Write(Reading.Calls);
        turn.Usage = used.ToProto().ToByteArray();
        row.Usage = total.ToProto().ToByteArray();
        return [new() { UsageRecorded = new() { Delta = used.ToProto(), Total = total.ToProto(), Prompt = Reading.Calls[^1].Prompt } }];
    }

    private RunUsage Used(ModelCall call) => new()
    {
        InputTokens = call.InputTokens,
        OutputTokens = call.OutputTokens,
        ModelCalls = 1,
        CostMicros = Price?.CostOf(call.InputTokens, call.OutputTokens) ?? 0,
        Provider = call.Provider,
        Model = call.Model,
    };
}

/// <summary>What models answered, as a turn's row keeps it: the wording they answered to, and their text.</summary>
internal static class ModelAnswers
{
    public static string Write(IEnumerable<ModelCall> calls) => new JsonArray([.. calls.Select(JsonNode (call) => new JsonObject
    {
        ["prompt"] = call.Prompt,
        ["provider"] = call.Provider,
        ["model"] = call.Model,
        ["answer"] = call.Answer,
    })]).ToJsonString();
}
