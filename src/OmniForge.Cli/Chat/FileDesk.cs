using System.Security.Cryptography;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.Client;

namespace OmniForge.Cli.Chat;

/// <summary>Shares the files a person mentions, and says so; a name that is no file here is said plainly.</summary>
internal sealed class FileDesk(OmniForgeClient client, Terminal terminal, string folder)
{
    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);

    /// <summary>Data files of the folder, for a hint at the beginning.</summary>
    public IReadOnlyList<string> Offers => [.. Names().Where(name => !name.StartsWith('.') && FileMentions.Find($"\"{name}\"").Count > 0)];

    /// <summary>Shares what is mentioned; returns the message with each path replaced by the name agents know.</summary>
    public async Task<string> TakeAsync(string message, CancellationToken cancellationToken)
    {
        foreach (var mention in FileMentions.Find(message).Reverse())
        {
            var path = Resolve(mention.Path);
            var name = Path.GetFileName(mention.Path);
            if (File.Exists(path))
            {
                await ShareAsync(path, name, cancellationToken);
                message = message[..mention.Start] + name + message[(mention.Start + mention.Length)..];
            }
            else if (!await IsSharedAsync(name, cancellationToken))
            {
                terminal.Line($"  {Missing(mention.Path)}");
            }
        }

        return message;
    }

    private async Task ShareAsync(string path, string name, CancellationToken cancellationToken)
    {
        byte[] content;
        try
        {
            content = await FileCommands.ReadAsync(path, cancellationToken);
        }
        catch (Exception trouble) when (trouble is CliException or IOException or UnauthorizedAccessException)
        {
            terminal.Line($"  {name} could not be read: {trouble.Message}");
            return;
        }

        var digest = Convert.ToHexString(SHA256.HashData(content));
        if (_shared.GetValueOrDefault(name) == digest)
        {
            return;
        }

        await client.Files.PutAsync(name, content, cancellationToken);
        terminal.Line(_shared.ContainsKey(name)
            ? $"  {name} has changed; your agents now see the new one ({Words.Size(content.Length)})."
            : $"  {name} ({Words.Size(content.Length)}) is now shared with your agents.");
        _shared[name] = digest;
    }

    private async Task<bool> IsSharedAsync(string name, CancellationToken cancellationToken)
        => _shared.ContainsKey(name)
            || await client.Files.ListAsync(cancellationToken: cancellationToken).AnyAsync(file => file.Path == name, cancellationToken);

    private string Missing(string mentioned)
    {
        var near = Near.Closest(Names(), Path.GetFileName(mentioned), 3);
        var where = Path.GetDirectoryName(Resolve(mentioned)) is { } home && home != folder && Directory.Exists(home) ? home : folder;
        return near.Count > 0
            ? $"There is no file {mentioned} in {where}. Close names there: {string.Join(", ", near)}."
            : $"There is no file {mentioned} in {where}.";
    }

    private string Resolve(string mentioned)
    {
        var path = mentioned.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), mentioned[2..])
            : mentioned;
        return Path.GetFullPath(path, folder);
    }

    private IEnumerable<string> Names()
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
