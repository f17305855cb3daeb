using System.Net.Sockets;
using OmniForge.LanguageServer;

// The streams of the process are the wire here.
#pragma warning disable RS0030
var output = Console.Out;
// Standard output belongs to the protocol: whatever else prints goes to standard error.
Console.SetOut(Console.Error);
var transport = Transport.Read(args, out var editor);
switch (transport)
{
    case null:
        await Console.Error.WriteLineAsync($"These arguments make no sense together: {string.Join(' ', args)}\n\n{Transport.Usage}").ConfigureAwait(false);
        return 2;
    case { Kind: TransportKind.Help }:
        await output.WriteLineAsync(Transport.Usage).ConfigureAwait(false);
        return 0;
    case { Kind: TransportKind.Version }:
        await output.WriteLineAsync(SkillLanguageServer.Version).ConfigureAwait(false);
        return 0;
    case { Kind: TransportKind.StandardStreams }:
        using (var input = Console.OpenStandardInput())
        using (var wire = Console.OpenStandardOutput())
        {
            return await SkillLanguageServer.ServeAsync(input, wire, Console.Error, editor).ConfigureAwait(false);
        }
}

try
{
    using var both = await transport.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
    return await SkillLanguageServer.ServeAsync(both, both, Console.Error, editor).ConfigureAwait(false);
}
catch (Exception unreachable) when (unreachable is SocketException or IOException)
{
    await Console.Error.WriteLineAsync($"No client waits on {transport.Name}: {unreachable.Message}").ConfigureAwait(false);
    return 1;
}
#pragma warning restore RS0030
