using System.Buffers.Text;
using System.Text;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Which skill: layer, agent and name, written as one opaque word.</summary>
internal sealed record SkillId(SkillLayer Layer, string AgentId, string Name)
{
    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Layer}/{AgentId}/{Name}"));

    /// <summary>Text that is no id of ours is an unknown id.</summary>
    public static SkillId Read(string written)
    {
        if (Base64Url.IsValid(written)
            && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(written)).Split('/') is [var layer, var agent, var name]
            && Enum.TryParse<SkillLayer>(layer, out var known))
        {
            return new(known, agent, name);
        }

        throw DomainException.NotFound("skill", written);
    }
}
