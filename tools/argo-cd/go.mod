// The custom resource definitions of Argo CD, which stand in its module: nothing of it is built.
module belfry/tools/argo-cd

go 1.25.0

require github.com/argoproj/argo-cd/v3 v3.5.7
