using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running;

/// <summary>A tool's result as the model reads it.</summary>
internal static class ToolAnswer
{
    /// <summary>
    /// Under this key a result carries its whole value beside the capped text, for a model in this process that passes it
    /// on by name; no provider adapter sends it.
    /// </summary>
    public const string WholeValue = "omniforge.value";

    private const int PreviewCharacters = 4_000;

    /// <summary>Under this key a failed call carries its error as it is, for the same reader.</summary>
    public const string WholeError = "omniforge.error";

    /// <summary>Whatever a tool says comes from outside: a file, an account, another program. It is shown as data.</summary>
    public static FunctionResultContent Of(string modelCallId, string tool, ToolResult result, int cap)
    {
        var error = result.Error is { } failed ? Json(failed) : null;
        var text = error is not null ? RunJson.Text(new JsonObject { ["error"] = error.DeepClone() })
            : Capped(result, cap).Value?.GetRawText() ?? "null";
        return new(modelCallId, SkillPrompt.Result(tool, text))
        {
            AdditionalProperties = error is not null
                ? new() { [WholeError] = error }
                : new() { [WholeValue] = result.Value ?? RunJson.Element(null) },
        };
    }

    public static JsonObject Json(ToolError error) => new() { ["code"] = CodeName(error.Code), ["message"] = error.Message };

    /// <summary>The same result when it fits; else its size and its beginning, marked as cut.</summary>
    public static ToolResult Capped(ToolResult result, int cap)
    {
        var text = result.Value?.GetRawText();
        if (text is null || text.Length * 3L <= cap || Encoding.UTF8.GetByteCount(text) <= cap)
        {
            return result;
        }

        var length = Math.Min(PreviewCharacters, cap / 4);
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return result with
        {
            Truncated = true,
            Value = RunJson.Element(new JsonObject
            {
                ["truncated"] = true,
                ["bytes"] = Encoding.UTF8.GetByteCount(text),
                ["beginning"] = text[..end],
            }),
        };
    }

    private static string CodeName(ToolErrorCode code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}
