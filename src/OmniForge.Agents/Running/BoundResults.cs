using System.Text.Json;

namespace OmniForge.Agents.Running;

/// <summary>
/// Results of one attempt by the names that the skill's steps give them. A call takes the name of the next step that uses
/// its tool, so a model that follows the text and one that executes it literally bind the same names.
/// </summary>
internal sealed class BoundResults
{
    private readonly IReadOnlyList<NamedCall> _script;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private int _next;

    public BoundResults(IReadOnlyList<NamedCall> script, JsonElement input)
    {
        _script = script;
        _values["input"] = input;
    }

    public IReadOnlyDictionary<string, JsonElement> Values => _values;

    public void Bind(string tool, JsonElement value)
    {
        for (var i = _next; i < _script.Count; i++)
        {
            if (_script[i].Tool != tool)
            {
                continue;
            }

            _next = i + 1;
            if (_script[i].Name is { } name)
            {
                _values[name] = value;
            }

            return;
        }
    }
}

/// <summary>One step of a skill's text: its tool and the name of its result, if it has one.</summary>
internal sealed record NamedCall(string Tool, string? Name);
