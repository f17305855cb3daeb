using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Models;
using OmniForge.Agents.Running;
using OmniForge.Skills.Steps;

namespace OmniForge.Agents.Offline;

/// <summary>
/// Follows the steps of a skill through a conversation: which of them are done, and what comes next. A step that was refused
/// is left out and named in the result; one that failed, or that needs what is not there, ends the walk.
/// </summary>
internal sealed class SkillWalk
{
    private const string TheResult = "the result of this skill";

    private readonly Dictionary<string, JsonNode?> _bound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refusedNames = new(StringComparer.Ordinal);
    private readonly JsonArray _refused = [];
    private readonly PastCalls _past;
    private readonly SkillBody _body;
    private readonly Placeholders _placeholders;

    private SkillWalk(SkillBody body, IReadOnlyList<ChatMessage> messages)
    {
        _body = body;
        _past = new PastCalls(Own(messages));
        _bound["input"] = Input(messages);
        _placeholders = new Placeholders(_bound, body.Values);
    }

    public static OfflineTurn Next(IReadOnlyList<ChatMessage> messages)
    {
        var body = SkillBody.Find(messages);
        if (body is null || !body.Script.Runnable)
        {
            throw new ModelException(OfflineFaults.NotExecutable(body?.Script.Problems ?? []));
        }

        return new SkillWalk(body, messages).Next();
    }

    private OfflineTurn Next()
    {
        var last = new LastStep(Bound: false, null, RefusedStep: 0);
        foreach (var step in _body.Script.Steps)
        {
            var arguments = (JsonObject)Fill(step.Arguments, $"step {step.Number}")!;
            if (_past.Take(step.Tool, arguments) is not { } made)
            {
                return Ask(step, arguments);
            }

            var refused = made.ErrorCode == "DENIED";
            if (made.ErrorCode is not null && !refused)
            {
                throw new ModelException(OfflineFaults.ToolFailed(step, made));
            }

            Keep(step, made, refused);
            if (step.BoundName is not null || !last.Bound)
            {
                last = new LastStep(step.BoundName is not null, made.Value, refused ? step.Number : 0);
            }
        }

        return new OfflineTurn(null, RunJson.Text(Output(last)));
    }

    private void Keep(ScriptStep step, PastCall made, bool refused)
    {
        if (refused)
        {
            _refused.Add((JsonNode)$"Step {step.Number} was not allowed. {made.ErrorMessage}");
        }

        if (step.BoundName is { } name && refused)
        {
            _refusedNames[name] = step.Number;
        }
        else if (step.BoundName is { } bound)
        {
            _bound[bound] = made.Value;
        }
    }

    private OfflineTurn Ask(ScriptStep step, JsonObject arguments)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"call_{_past.Count + 1}");
        var values = RunJson.Element(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value);
        return new OfflineTurn(new FunctionCallContent(id, step.Tool, values), null);
    }

    private JsonObject Output(LastStep last)
    {
        if (_body.Script.Result is null && last.RefusedStep > 0)
        {
            throw new ModelException(OfflineFaults.NeedsRefused(TheResult, last.RefusedStep));
        }

        var value = _body.Script.Result is { } template ? Fill(template, TheResult) : last.Value?.DeepClone();
        var output = value as JsonObject ?? new JsonObject { ["value"] = value };
        if (_refused.Count > 0)
        {
            output["refused"] = _refused;
        }

        return output;
    }

    private JsonNode? Fill(ScriptBlock block, string what)
    {
        try
        {
            return _placeholders.Fill(block.Text);
        }
        catch (MissingValueException missing)
        {
            throw new ModelException(_refusedNames.TryGetValue(missing.Name, out var refused)
                ? OfflineFaults.NeedsRefused(what, refused)
                : OfflineFaults.Missing(what, missing.Path));
        }
    }

    /// <summary>What belongs to this skill: everything behind its text. Before it may stand what a calling skill has read.</summary>
    private static IReadOnlyList<ChatMessage> Own(IReadOnlyList<ChatMessage> messages)
    {
        var text = messages.Index().LastOrDefault(m => m.Item.Role == ChatRole.System).Index;
        return text == 0 ? messages : [.. messages.Skip(text + 1)];
    }

    /// <summary>The object of the data message; empty when there is none.</summary>
    private static JsonObject Input(IReadOnlyList<ChatMessage> messages)
    {
        var said = messages.Where(m => m.Role == ChatRole.User).ToList();
        if (said.LastOrDefault(m => m.AdditionalProperties?.ContainsKey(SkillPrompt.WholeInput) == true) is { } data)
        {
            return (JsonObject)((JsonObject)data.AdditionalProperties![SkillPrompt.WholeInput]!).DeepClone();
        }

        var text = said.LastOrDefault()?.Text ?? "";
        var start = text.IndexOf('{', StringComparison.Ordinal);
        return start < 0 ? [] : RunJson.ObjectOrNull(text[start..]) ?? [];
    }

    /// <summary>The step whose result is the output of a skill without a Result section.</summary>
    private sealed record LastStep(bool Bound, JsonNode? Value, int RefusedStep);
}
