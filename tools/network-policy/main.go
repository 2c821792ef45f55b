// network-policy asks cyclonus, which simulates network policies, about connections. It reads policies and questions
// as JSON from its standard input and writes true or false for each question, in the same order.
//
//	{"policies": [...], "questions": [{"from": {...}, "to": {...}, "port": 9090, "protocol": "TCP"}]}   ->   [true]
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// end is a pod, or an address outside the cluster when it has no namespace.
type end struct {
	Namespace string            `json:"namespace"`
	Labels    map[string]string `json:"labels"`
	Address   string            `json:"address"`
}

type question struct {
	From     end             `json:"from"`
	To       end             `json:"to"`
	Port     int             `json:"port"`
	Protocol corev1.Protocol `json:"protocol"`
}

type input struct {
	Policies  []*networkingv1.NetworkPolicy `json:"policies"`
	Questions []question                    `json:"questions"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println(version())
		return
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var asked input
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&asked); err != nil {
		return fmt.Errorf("the policies cannot be read: %w", err)
	}
	policies := matcher.BuildNetworkPolicies(false, asked.Policies)
	answers := make([]bool, 0, len(asked.Questions))
	for _, one := range asked.Questions {
		traffic := &matcher.Traffic{Source: one.From.peer(), Destination: one.To.peer(), ResolvedPort: one.Port, Protocol: one.Protocol}
		answers = append(answers, policies.IsTrafficAllowed(traffic).IsAllowed())
	}
	return json.NewEncoder(os.Stdout).Encode(answers)
}

func (e end) peer() *matcher.TrafficPeer {
	if e.Namespace == "" {
		return &matcher.TrafficPeer{IP: e.Address}
	}
	// The label that Kubernetes itself puts on every namespace.
	labels := map[string]string{"kubernetes.io/metadata.name": e.Namespace}
	return &matcher.TrafficPeer{IP: e.Address, Internal: &matcher.InternalPeer{PodLabels: e.Labels, NamespaceLabels: labels, Namespace: e.Namespace}}
}

// version is that of the module that judges.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dependency := range info.Deps {
			if dependency.Path == "github.com/mattfenwick/cyclonus" {
				return dependency.Version
			}
		}
	}
	return "unknown"
}
