using System.CommandLine;
using Tracing.Tool.Output;

namespace Tracing.Tool.Commands;

/// <summary><c>tracectl completion</c>: a script that lets a shell complete command lines, by asking this program.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # tracectl completion for bash: eval "$(tracectl completion bash)"
        _tracectl() {
            local IFS=$'\n'
            COMPREPLY=($(tracectl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
            if [ "${#COMPREPLY[@]}" -eq 0 ] || [ -n "${COMP_WORDS[COMP_CWORD]}" ] && [ "${COMP_WORDS[COMP_CWORD]:0:1}" != - ] && [ "$COMP_CWORD" -gt 1 ]; then
                COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
            fi
        }
        complete -o filenames -F _tracectl tracectl
        """;

    private const string Zsh = """
        # tracectl completion for zsh: eval "$(tracectl completion zsh)"
        _tracectl() {
            local -a found
            found=("${(@f)$(tracectl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- ${found:#}
            (( CURRENT > 2 )) && _files
        }
        compdef _tracectl tracectl
        """;

    private const string Fish = """
        # tracectl completion for fish: tracectl completion fish | source
        complete -c tracectl -a '(tracectl "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
        """;

    public static Command Build()
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Print a script that lets a shell complete command lines.") { shell };
        command.SetAction(parsed =>
        {
            using var target = OutputTarget.Open(allowsPager: false);
            target.Lines.Write(parsed.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => Fish,
            });
            target.Lines.EndLine();
            return ExitCode.Done;
        });
        return command;
    }
}
