using System.Text.Json;
using OmniForge.Agents.Running.Waits;

namespace OmniForge.Agents.Tools;

/// <summary>Asks a person and goes on with the answer, however long that takes.</summary>
internal sealed class AskUserTool : IAskingTool
{
    public ToolDescriptor Descriptor { get; } = new()
    {
        Name = "AskUser",
        Title = "Ask a person",
        Description = "Asks a person a question and gives back the answer. The run waits for it, for hours if need be. "
            + "Use it only when the answer cannot be found in the input or the files.",
        InputSchema = JsonElement.Parse(
            """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["question"],
              "properties": {
                "question": {"type": "string", "minLength": 1, "maxLength": 2000, "description": "One question that can be answered without knowing the task."},
                "title": {"type": "string", "maxLength": 255, "description": "A few words, for the list of open questions."},
                "choices": {"type": "array", "maxItems": 20, "items": {"type": "string", "minLength": 1, "maxLength": 200}, "description": "The possible answers; leave out for free text."},
                "default": {"type": "string", "maxLength": 2000, "description": "The answer that is taken when nobody answers in time; without it the run fails then."},
                "expires_in_minutes": {"type": "number", "minimum": 0.01, "maximum": 43200, "description": "How long to wait for the answer. Default 1440, a day."}
              }
            }
            """),
        Class = ToolClass.Pure,
    };

    public Question Ask(JsonElement arguments)
    {
        var choices = Texts(arguments, "choices");
        var text = Text(arguments, "question") ?? "";
        var fallback = Text(arguments, "default");
        return new Question
        {
            Id = "",
            Kind = QuestionKind.Input,
            Title = Text(arguments, "title") ?? (text.Length <= 80 ? text : text[..79] + "…"),
            Prompt = text,
            Choices = choices,
            ResponseSchema = Schema(choices),
            ExpiresIn = arguments.TryGetProperty("expires_in_minutes", out var minutes) ? TimeSpan.FromMinutes(minutes.GetDouble()) : null,
            OnExpiry = fallback is null ? QuestionExpiry.Fail : QuestionExpiry.UseDefault,
            DefaultResponse = fallback is null ? null : ToolCall.Value(json => json.WriteString("answer", fallback)),
        };
    }

    public ToolResult Answered(JsonElement arguments, JsonElement response) => ToolResult.Of(response);

    /// <summary>Never reached: the run asks instead.</summary>
    public Task<ToolResult> InvokeAsync(JsonElement arguments, ToolContext context, CancellationToken cancellationToken)
        => Task.FromResult(ToolResult.Fail(ToolErrorCode.Unavailable, "Nobody can be asked here."));

    public string Predict(JsonElement arguments) => $"would ask: {Text(arguments, "question") ?? "a question"}";

    private static JsonElement Schema(IReadOnlyList<string> choices) => ToolCall.Value(json =>
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartArray("required");
        json.WriteStringValue("answer");
        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteStartObject("answer");
        json.WriteString("type", "string");
        if (choices.Count > 0)
        {
            json.WriteStartArray("enum");
            foreach (var choice in choices)
            {
                json.WriteStringValue(choice);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteNumber("minLength", 1);
            json.WriteNumber("maxLength", 10_000);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static string? Text(JsonElement arguments, string name)
        => arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement arguments, string name)
        => arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
