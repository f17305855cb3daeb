using Microsoft.Extensions.AI;
using OmniForge.Skills.Steps;
using OmniForge.Skills.Substitution;

namespace OmniForge.Agents.Running;

/// <summary>
/// The stored body behind the filled-in text of a system message. A model in this process that executes the body needs it,
/// because an inserted value could break a block or look like a placeholder. No provider adapter sends it.
/// </summary>
internal sealed record SkillBody(StepScript Script, SubstitutionValues Values)
{
    private const string Key = "omniforge.body";

    private static SkillBody Of(string body, SubstitutionValues values) => new(StepScript.Read(body), values);

    public ChatMessage Message(string body) => new(ChatRole.System, SkillText.Render(body, Values))
    {
        AdditionalProperties = new() { [Key] = this },
    };

    /// <summary>The body of a conversation: the last system message, read as it stands when nothing lies behind it.</summary>
    public static SkillBody? Find(IEnumerable<ChatMessage> messages)
    {
        var message = messages.LastOrDefault(m => m.Role == ChatRole.System);
        return message is null ? null
            : message.AdditionalProperties?.GetValueOrDefault(Key) as SkillBody ?? Of(message.Text, new SubstitutionValues());
    }
}
