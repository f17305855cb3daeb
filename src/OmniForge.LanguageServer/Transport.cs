using System.Globalization;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;

namespace OmniForge.LanguageServer;

/// <summary>How the program and its client exchange bytes, as named by the program's arguments.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="Name">Name of the pipe or number of the port; empty for the standard streams.</param>
internal sealed record Transport(TransportKind Kind, string Name)
{
    public const string Usage =
        """
        omniforge-language-server: the language server of SKILL.md files, for editors.

          (no arguments), --stdio    speak over standard input and output
          --pipe NAME                connect to a pipe or Unix socket on which the client waits
          --socket PORT              connect to a port of this machine on which the client waits
          --clientProcessId ID       end when this process ends
          --version, --help
        """;

    /// <summary>Null when the arguments make no sense.</summary>
    public static Transport? Read(IReadOnlyList<string> arguments, out int? editor)
    {
        editor = null;
        Transport? found = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (name is "--pipe" or "--socket" or "--clientProcessId")
            {
                value ??= i + 1 < arguments.Count ? arguments[++i] : null;
            }

            switch (name)
            {
                case "--clientProcessId" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                    editor = id;
                    break;
                case "--stdio" or "--version" or "--help" or "-h" when found is null && value is null:
                    found = new(name is "--stdio" ? TransportKind.StandardStreams : name is "--version" ? TransportKind.Version : TransportKind.Help, "");
                    break;
                case "--pipe" when found is null && value is { Length: > 0 }:
                    found = new(TransportKind.Pipe, value);
                    break;
                case "--socket" when found is null && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _):
                    found = new(TransportKind.Socket, value);
                    break;
                default:
                    return null;
            }
        }

        return found ?? new(TransportKind.StandardStreams, "");
    }

    /// <summary>Connects to a waiting client; one stream for both directions.</summary>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        if (Kind == TransportKind.Socket)
        {
            var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(IPAddress.Loopback, ushort.Parse(Name, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
            return client.GetStream();
        }

        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", Name.Replace(@"\\.\pipe\", "", StringComparison.Ordinal), PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return pipe;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Name), cancellationToken).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }
}

/// <summary>What the program was asked to do.</summary>
internal enum TransportKind
{
    StandardStreams,
    Pipe,
    Socket,
    Version,
    Help,
}
