using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OmniForge.V1;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>A digest of all that a conversation writes of an agent: other hands cannot change it unnoticed.</summary>
internal static class WrittenContent
{
    /// <param name="content">Versioned fields.</param>
    /// <param name="files">The agent's own files: path → digest.</param>
    public static string DigestOf(Agent content, IReadOnlyDictionary<string, string> files)
    {
        var text = new StringBuilder();
        foreach (var (path, digest) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append("file ").Append(path).Append(' ').Append(digest).Append('\n');
        }

        foreach (var skill in content.Skills)
        {
            // Which bytes a skill has stands above; pins follow them.
            var plain = skill.Clone();
            plain.PinnedDigest = plain.PinnedVersion = "";
            text.Append("skill ").Append(Convert.ToHexStringLower(plain.ToByteArray())).Append('\n');
        }

        foreach (var tool in content.GrantedTools.Order(StringComparer.Ordinal))
        {
            text.Append("tool ").Append(tool).Append('\n');
        }

        foreach (var connection in content.Connections.Select(binding => $"{binding.Integration} {binding.ConnectionId}").Order(StringComparer.Ordinal))
        {
            text.Append("connection ").Append(connection).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
