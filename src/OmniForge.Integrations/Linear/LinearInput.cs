using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools;
using OmniForge.Integrations.Tools;

namespace OmniForge.Integrations.Linear;

/// <summary>Fields of an issue as Linear takes them, from the arguments that are given.</summary>
internal static class LinearInput
{
    /// <summary>Part of the schemas of the tools that write issues.</summary>
    public const string Schema =
        """
        "description": {"type": "string", "maxLength": 100000, "description": "Markdown."},
        "assignee": {"type": "string", "description": "Name, mail address or id; empty for nobody."},
        "labels": {"type": "array", "maxItems": 50, "items": {"type": "string"}},
        "priority": {"enum": ["none", "urgent", "high", "medium", "low"]},
        "due": {"type": "string", "description": "A day such as 2026-12-31; empty for none."}
        """;

    private static readonly string[] Priorities = ["none", "urgent", "high", "medium", "low"];

    public static async Task<JsonObject> ReadAsync(LinearNames names, AccountCall call, string teamId, CancellationToken cancellationToken)
    {
        var (arguments, input) = (call.Arguments, new JsonObject());
        foreach (var name in (string[])["title", "description"])
        {
            if (arguments.OptionalText(name) is { } text)
            {
                input[name] = text;
            }
        }

        if (arguments.OptionalText("assignee") is { } person)
        {
            input["assigneeId"] = person.Trim().Length == 0 ? null : await names.PersonAsync(call.Account, person, "assignee", cancellationToken);
        }

        if (arguments.Has("labels"))
        {
            var labels = new JsonArray();
            foreach (var label in arguments.Texts("labels", 50))
            {
                labels.Add(await names.PartAsync(call.Account, teamId, "labels", label, "labels", cancellationToken));
            }

            input["labelIds"] = labels;
        }

        if (arguments.Has("priority"))
        {
            input["priority"] = Array.IndexOf(Priorities, arguments.Choice("priority", Priorities));
        }

        if (arguments.OptionalText("due") is { } due)
        {
            ToolFault.Require(
                due.Length == 0 || DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "due", $"'{due}' is no day; write it like 2026-12-31");
            input["dueDate"] = due.Length == 0 ? null : due;
        }

        return input;
    }

    /// <summary>An id of our own making, the same for every repetition of the call: a second one is refused as being there already.</summary>
    public static string NewId(AccountCall call)
    {
        var bytes = Convert.FromHexString(call.Key);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
